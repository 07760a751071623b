package io.gatehouse.auth.usage;

import static io.gatehouse.auth.Api.ada;
import static io.gatehouse.auth.Api.given;
import static io.gatehouse.auth.Api.key;
import static io.gatehouse.auth.Api.sam;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gatehouse.auth.Api;
import io.gatehouse.testkit.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TrafficTest {

  /** Counts of the last day, since a minute may end in the middle of a test. */
  private static JsonPath totals() {
    return ada().get("/v1/traffic?step=hour").then().statusCode(200).extract().jsonPath();
  }

  /** Read once all that earlier tests sent has been reported. */
  private static JsonPath settled() {
    List<Object> seen = new ArrayList<>();
    await()
        .pollInterval(Duration.ofSeconds(1))
        .atMost(Duration.ofSeconds(30))
        .until(() -> {
          JsonPath now = totals();
          Map<String, Object> others = new HashMap<>(now.getMap("totals"));
          // These questions are a person's, so that count is never at rest.
          others.remove("jwt");
          seen.add(others);
          return seen.size() > 1 && others.equals(seen.get(seen.size() - 2));
        });
    return totals();
  }

  private static long refused(JsonPath traffic, String kind, String code) {
    Number count = traffic.get("totals." + kind + ".refused." + code);
    return count == null ? 0 : count.longValue();
  }

  private static long admitted(JsonPath traffic, String kind) {
    return traffic.getLong("totals." + kind + ".admitted");
  }

  private static RequestSpecification with(String credential) {
    return given().auth().oauth2(credential);
  }

  @Test
  void eachRequestIsCountedOnceByWhatItShowedAndWhatBecameOfIt() {
    Api.Made key = key();
    String delegated = TestTokens.delegated("insights-app", "alice", "orders:read");
    String service = TestTokens.service("orders-service", "service");
    JsonPath before = settled();
    for (int i = 0; i < 3; i++) {
      with(key.secret()).get("/v1/audit").then().statusCode(403);
      with(key.secret())
          .formParam("token", key.secret())
          .post("/oauth/introspect")
          .then()
          .statusCode(200);
      with(delegated).get("/v1/partners").then().statusCode(403);
      with(service).formParam("token", "x").post("/oauth/introspect").then().statusCode(200);
      with("no.token.atall").get("/v1/partners").then().statusCode(401);
      given().get("/v1/partners").then().statusCode(401);
      with(service).header("X-API-Key", key.secret()).get("/v1/partners").then().statusCode(400);
      given().get("/.well-known/jwks.json").then().statusCode(200);
      ada().get("/v1/partners/unknown").then().statusCode(404);
    }
    with(key.secret())
        .get("/verify?audience=orders-service&scope=orders:read")
        .then()
        .statusCode(200);
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> {
          JsonPath now = totals();
          assertEquals(
              3,
              refused(now, "api_key", "insufficient_scope")
                  - refused(before, "api_key", "insufficient_scope"));
          assertEquals(4, admitted(now, "api_key") - admitted(before, "api_key"));
          assertEquals(
              3,
              refused(now, "delegated", "insufficient_scope")
                  - refused(before, "delegated", "insufficient_scope"));
          assertEquals(3, admitted(now, "service") - admitted(before, "service"));
          assertEquals(
              3, refused(now, "jwt", "invalid_token") - refused(before, "jwt", "invalid_token"));
          assertEquals(
              3,
              refused(now, "none", "credential_missing")
                  - refused(before, "none", "credential_missing"));
          assertEquals(
              3,
              refused(now, "none", "multiple_credentials")
                  - refused(before, "none", "multiple_credentials"));
          assertEquals(0, admitted(now, "none"));
        });
  }

  @Test
  void reportsOfServicesAreSummedCountOnceAndGoIntoTheMinuteTheyAreOf() {
    String service = TestTokens.service("admin-service", "service");
    Instant hourAgo = Instant.now().minus(30, ChronoUnit.MINUTES).truncatedTo(ChronoUnit.MINUTES);
    Map<String, Object> report =
        Map.of(
            "id",
            UUID.randomUUID(),
            "uses",
            List.of(),
            "traffic",
            List.of(
                count("session", hourAgo, "admitted", 40),
                count("session", hourAgo, "session_ended", 2),
                count("session", hourAgo.minus(3, ChronoUnit.DAYS), "admitted", 1000),
                count("session", Instant.now().plusSeconds(400), "ip_not_allowed", 5),
                count("session", hourAgo, "a_word_of_the_future", 1)));
    for (int i = 0; i < 2; i++) {
      with(service)
          .contentType(ContentType.JSON)
          .body(report)
          .post("/v1/usage")
          .then()
          .statusCode(204);
    }
    ada()
        .get("/v1/traffic")
        .then()
        .body("buckets.find { it.at == '" + hourAgo + "' }.kinds.session.admitted", equalTo(40))
        .body("totals.session.admitted", equalTo(40))
        .body("totals.session.refused.session_ended", equalTo(2))
        .body("totals.session.refused.ip_not_allowed", equalTo(5))
        .body("totals.session.refused.other", equalTo(1));
  }

  private static Map<String, Object> count(String kind, Instant at, String outcome, int count) {
    return Map.of("kind", kind, "minute", at.toString(), "outcome", outcome, "count", count);
  }

  @Test
  void seriesIsWholeForAdminsAndSupportAndClosedToOthers() {
    sam()
        .get("/v1/traffic")
        .then()
        .statusCode(200)
        .body("step", equalTo("minute"))
        .body("buckets", hasSize(60))
        .body(
            "totals.keySet()",
            contains("api_key", "jwt", "delegated", "service", "session", "none"));
    sam()
        .get("/v1/traffic?step=hour")
        .then()
        .statusCode(200)
        .body("step", equalTo("hour"))
        .body("buckets", hasSize(24));
    sam().get("/v1/traffic?step=day").then().statusCode(400);
    with(TestTokens.alice()).get("/v1/traffic").then().statusCode(403);
  }
}
