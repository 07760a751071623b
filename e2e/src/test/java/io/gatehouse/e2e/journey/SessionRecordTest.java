package io.gatehouse.e2e.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.gatehouse.e2e.desk.Chromium;
import io.gatehouse.e2e.desk.Desk;
import io.gatehouse.e2e.people.Person;
import io.gatehouse.e2e.stack.Deployment;
import io.gatehouse.e2e.stack.RedisRecords;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The session is a record in Redis, and a dump of Redis opens nothing. */
@Order(5)
class SessionRecordTest {

  @Test
  void sessionIsARecordThatHoldsNeitherCookieNorTokenAndLogoutRemovesIt() {
    Assumptions.assumeTrue(
        Deployment.redis().isPresent(), "GATEHOUSE_E2E_REDIS is not set: Redis is out of sight");
    try (Chromium chromium = Chromium.launch();
        RedisRecords redis = new RedisRecords(Deployment.redis().orElseThrow());
        Desk ada = chromium.newDesk()) {
      Set<String> before = sessions(redis);
      ada.signIn(Person.ADA, "/");
      Set<String> created = sessions(redis);
      created.removeAll(before);
      String cookie = ada.session().orElseThrow().value;

      assertFalse(created.isEmpty(), "a login leaves a record");
      for (String key : created) {
        String record = redis.contents(key);
        for (String piece : cookie.split("[._-]")) {
          // Neither the id nor the part that decrypts the record is in Redis.
          if (piece.length() >= 16) {
            assertFalse((key + record).contains(piece), "Redis holds a part of the cookie");
          }
        }
        assertFalse(Desk.isToken(record), "Redis holds a token that can be read");
      }

      ada.page()
          .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign out"))
          .click();
      ada.page().waitForURL(url -> url.contains("logged-out"));
      // Ours alone, should somebody else have logged in meanwhile.
      created.removeIf(key -> !redis.contents(key).isEmpty());
      assertEquals(1, created.size(), "the record outlives the logout");
    }
  }

  private static Set<String> sessions(RedisRecords redis) {
    Set<String> keys = new TreeSet<>(redis.keys());
    keys.removeIf(key -> !key.contains("session:"));
    return keys;
  }
}
