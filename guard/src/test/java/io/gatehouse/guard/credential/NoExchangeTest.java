package io.gatehouse.guard.credential;

import static io.restassured.RestAssured.given;

import io.gatehouse.testkit.IssuerResource;
import io.gatehouse.testkit.Problems;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A service that takes no keys. */
@QuarkusTest
@QuarkusTestResource(value = IssuerResource.class, restrictToAnnotatedClass = true)
@TestProfile(NoExchangeTest.Off.class)
class NoExchangeTest {

  public static class Off implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("gatehouse.guard.exchange.enabled", "false");
    }
  }

  @Test
  void credentialThatNobodyWantsIsBadAndNotAbsent() {
    String key = "gk_test_" + "a".repeat(65);
    for (String path : new String[] {"/v1/public", "/v1/whoami"}) {
      Problems.problem(
          given().header("Authorization", "Bearer " + key).get(path).then(), 401, "invalid_key");
    }
  }
}
