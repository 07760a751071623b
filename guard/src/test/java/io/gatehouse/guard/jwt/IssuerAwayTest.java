package io.gatehouse.guard.jwt;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.notNullValue;

import io.gatehouse.testkit.Problems;
import io.gatehouse.testkit.TestIssuer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** A service that starts before its issuer: it waits, says so, and recovers by itself. */
@QuarkusTest
@TestProfile(IssuerAwayTest.Patient.class)
class IssuerAwayTest {

  public static class Patient implements QuarkusTestProfile {
    @Override
    public boolean disableGlobalTestResources() {
      return true;
    }

    @Override
    public List<TestResourceEntry> testResources() {
      return List.of(new TestResourceEntry(Nobody.class));
    }

    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "gatehouse.guard.keys.enabled", "false", "gatehouse.guard.jwks.retry", "PT0.2S");
    }
  }

  /** An address at which nobody listens yet. */
  public static class Nobody implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
      try (ServerSocket free = new ServerSocket(0)) {
        String url = "http://localhost:" + free.getLocalPort();
        return Map.of(
            "gatehouse.guard.realm.issuer", url, "gatehouse.guard.realm.jwks", url + "/jwks");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void stop() {}
  }

  @Test
  void serviceStartsWithoutItsIssuerSaysSoAndRecoversByItself() {
    String url = ConfigProvider.getConfig().getValue("gatehouse.guard.realm.issuer", String.class);
    int port = Integer.parseInt(url.substring(url.lastIndexOf(':') + 1));
    given().get("/v1/public").then().statusCode(200);
    given().get("/q/health/live").then().statusCode(200);
    given().get("/q/health/ready").then().statusCode(503).body(containsString("never fetched"));
    try (TestIssuer elsewhere = new TestIssuer()) {
      String token = elsewhere.token("orders-service", claims -> claims.setIssuer(url));
      Problems.problem(bearer(token), 503, "dependency_unavailable")
          .header("Retry-After", notNullValue());
    }
    try (TestIssuer late = new TestIssuer(port)) {
      String token = late.token("orders-service", claims -> {});
      Awaitility.await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> bearer(token).extract().statusCode() == 200);
      given().get("/q/health/ready").then().statusCode(200);
    }
    // Gone again: what it signed is known, and its keys are kept.
    given().get("/q/health/ready").then().statusCode(200);
  }

  private static ValidatableResponse bearer(String token) {
    return given().header("Authorization", "Bearer " + token).get("/v1/whoami").then();
  }
}
