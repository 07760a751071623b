package io.gatehouse.auth.revocation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gatehouse.auth.Api;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * What an operator sees of a verifier: of this service's own, as every guarded service shows it.
 */
@QuarkusTest
class ShownStateTest {

  private static final Duration SOON = Duration.ofSeconds(10);
  private static final String DETAIL = "checks.find { it.name == 'revocations' }.data.";

  @Test
  void metricsShowStateLagAndLastSequence() {
    int sequence = revoke();

    await().atMost(SOON).until(() -> metric("gatehouse_revocation_sequence") >= sequence);

    assertThat(metric("gatehouse_revocation_state")).as("fresh").isEqualTo(1);
    assertThat(metric("gatehouse_revocation_lag_seconds")).isBetween(0.0, 5.0);
    assertThat(metric("gatehouse_revocation_epoch")).isPositive();
    assertThat(metric("gatehouse_revocation_entries")).isPositive();
  }

  @Test
  void readinessShowsStateLagAndLastSequence() {
    int sequence = revoke();

    await().atMost(SOON).until(() -> detail("sequence") >= sequence);

    assertThat(ready().<String>path(DETAIL + "state")).isEqualTo("FRESH");
    assertThat(detail("completeMillisAgo")).isBetween(0, 5000);
    assertThat(ready().<Long>path(DETAIL + "epoch")).isPositive();
  }

  private static int revoke() {
    return Api.ada()
        .body(Map.of("target", "token", "id", UUID.randomUUID(), "reason", "a test"))
        .post("/v1/revocations")
        .then()
        .statusCode(201)
        .extract()
        .path("sequence");
  }

  private static int detail(String name) {
    return ready().path(DETAIL + name);
  }

  private static ExtractableResponse<Response> ready() {
    return given().get("/q/health/ready").then().statusCode(200).extract();
  }

  private static double metric(String name) {
    String page = given().get("/q/metrics").then().statusCode(200).extract().asString();
    return page.lines()
        .filter(line -> line.matches(name + "(\\{[^}]*})? .*"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .findFirst()
        .orElse(-1);
  }
}
