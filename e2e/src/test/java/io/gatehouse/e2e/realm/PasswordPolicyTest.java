package io.gatehouse.e2e.realm;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which passwords a person may have: length, not composition (NIST SP 800-63B §3.1.1). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PasswordPolicyTest {

  private @Nullable Newcomer newcomer;

  @BeforeAll
  void come() {
    newcomer = new Newcomer();
  }

  @AfterAll
  void go() {
    if (newcomer != null) {
      newcomer.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"short", "eleven char"})
  void lessThanTwelveCharactersAreRefused(String password) {
    refused(password);
  }

  @Test
  void moreThan128CharactersAreRefused() {
    refused("long".repeat(33));
  }

  @Test
  void theOwnNameOrAddressIsRefused() {
    refused(person().name);
    refused(person().email());
  }

  @Test
  void noneOfTheLastFiveMayComeBack() {
    for (int i = 1; i <= 4; i++) {
      person().setPassword("another fine sentence " + i).then().statusCode(204);
    }
    refused(Newcomer.PASSWORD);
    refused("another fine sentence 4");
    person().setPassword("another fine sentence 5").then().statusCode(204);
  }

  private void refused(String password) {
    person().setPassword(password).then().statusCode(400);
  }

  private Newcomer person() {
    return java.util.Objects.requireNonNull(newcomer);
  }
}
