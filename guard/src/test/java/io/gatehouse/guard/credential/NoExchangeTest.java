package io.gatehouse.guard.credential;

import static io.restassured.RestAssured.given;

import io.gatehouse.guard.app.OtherSettings;
import io.gatehouse.testkit.Problems;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

/** A service that takes no keys. */
@QuarkusTest
@TestProfile(OtherSettings.class)
class NoExchangeTest {

  @Test
  void credentialThatNobodyWantsIsBadAndNotAbsent() {
    String key = "gk_test_" + "a".repeat(65);
    for (String path : new String[] {"/v1/public", "/v1/whoami"}) {
      Problems.problem(
          given().header("Authorization", "Bearer " + key).get(path).then(), 401, "invalid_key");
    }
  }
}
