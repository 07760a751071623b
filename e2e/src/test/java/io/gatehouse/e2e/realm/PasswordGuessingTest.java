package io.gatehouse.e2e.realm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import io.gatehouse.e2e.people.Page;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;

/** Somebody tries passwords at the login page (OWASP ASVS 5, 6.3.1). */
class PasswordGuessingTest {

  private static final int FAILURES_ALLOWED = 10;
  private static final Pattern ERROR =
      Pattern.compile("id=\"input-error[^>]*>\\s*([^<]+)<", Pattern.DOTALL);

  @Test
  @Execution(CONCURRENT)
  void tenWrongPasswordsShutEvenTheRightOneOutAndAStrangerCannotTell() throws Exception {
    try (Newcomer newcomer = new Newcomer()) {
      String said = "";
      for (int i = 0; i < FAILURES_ALLOWED; i++) {
        said = error(newcomer.login("wrong password no " + i));
        // As slowly as a person, or the rule for programs would be first.
        TimeUnit.MILLISECONDS.sleep(1050);
      }

      Page right = newcomer.login(Newcomer.PASSWORD);

      assertEquals(said, error(right), "a guesser must not learn that the account is locked");
      assertEquals(true, newcomer.failures().path("disabled"));
      assertTrue(newcomer.isEnabled(), "a lasting lock would let a stranger shut people out");
      newcomer.forgiveFailures();
      assertTrue(newcomer.getsIn(Newcomer.PASSWORD));
    }
  }

  @Test
  @Execution(CONCURRENT)
  void aProgramThatTriesTwiceWithinASecondIsShutOutAtOnce() {
    try (Newcomer newcomer = new Newcomer()) {
      for (int i = 0; i < 4; i++) {
        newcomer.login("wrong password no " + i);
      }

      assertFalse(newcomer.getsIn(Newcomer.PASSWORD));
    }
  }

  @Test
  @Execution(CONCURRENT)
  void aFewMistakesShutNobodyOut() throws Exception {
    try (Newcomer newcomer = new Newcomer()) {
      for (int i = 0; i < 3; i++) {
        newcomer.login("wrong password no " + i);
        TimeUnit.MILLISECONDS.sleep(1050);
      }

      assertTrue(newcomer.getsIn(Newcomer.PASSWORD));
    }
  }

  private static String error(Page page) {
    Matcher error = ERROR.matcher(page.body());
    assertTrue(error.find(), "no error on the page at " + page.address());
    return error.group(1).strip();
  }
}
