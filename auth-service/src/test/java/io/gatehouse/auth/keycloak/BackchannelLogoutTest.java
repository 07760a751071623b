package io.gatehouse.auth.keycloak;

import static io.gatehouse.testkit.TestLogoutTokens.good;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.gatehouse.auth.Api;
import io.gatehouse.testkit.TestLogoutTokens;
import io.gatehouse.testkit.TestTokens;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Keycloak says on the back channel; that it says it is shown by e2e's LogoutIsToldTest. */
@QuarkusTest
class BackchannelLogoutTest {

  @Inject MeterRegistry meters;

  private final String session = UUID.randomUUID().toString();

  @ParameterizedTest
  @ValueSource(strings = {"orders-spa", "orders-spa-dpop", "insights-app"})
  void aLoginThatEndedAtKeycloakIsTurnedAwayAtTheClientThatIsTold(String client) {
    tell(good(client, session)).statusCode(200).header("Cache-Control", "no-store");

    List<Map<String, Object>> entries = entries("session", session);
    assertThat(entries).hasSize(1);
    assertThat(entries.getFirst())
        .containsEntry("client", client)
        .containsKey("issuedBefore")
        .containsEntry("reason", "keycloak: logged out")
        .containsEntry("requestedBy", "keycloak:nobody known");
  }

  /** As when the person disconnects an app: the login that they share goes on. */
  @Test
  void ofALoginThatAppsShareOnlyThatOfTheClientThatIsToldEnds() {
    String app = token("insights-app", session);
    String spa = token("orders-spa", session);
    assertThat(isIn(app) && isIn(spa)).isTrue();

    tell(good("insights-app", session)).statusCode(200);

    await().until(() -> !isIn(app));
    assertThat(isIn(spa)).isTrue();

    ended(session);
    await().until(() -> !isIn(spa));
  }

  @Test
  void withoutASidThePersonIsTurnedAwayAtTheClientThatIsTold() {
    tell(good("orders-spa", session, claims -> claims.unsetClaim("sid"))).statusCode(200);

    List<Map<String, Object>> entries = entries("user", "person-of-" + session);
    assertThat(entries).hasSize(1);
    assertThat(entries.getFirst()).containsEntry("client", "orders-spa");
  }

  @Test
  void eachBadTokenIsRefusedAndTurnsNobodyAway() {
    double before = refusals();
    Map<String, String> bad = TestLogoutTokens.bad("orders-spa", session);

    bad.forEach((name, token) -> refused(name, tell(token)));

    assertThat(entries("session", session)).isEmpty();
    assertThat(entries("user", "person-of-" + session)).isEmpty();
    assertThat(refusals()).isEqualTo(before + bad.size());
  }

  @Test
  void aTokenOfTheDashboardIsTheDashboardsToTake() {
    refused("admin-dashboard", tell(good("admin-dashboard", session)));
    assertThat(entries("session", session)).isEmpty();
  }

  @Test
  void noTokenAndTwoTokensAreRefused() {
    refused("none", given().formParam("other", "x").post("/backchannel-logout").then());
    String token = good("orders-spa", session);
    refused(
        "two", given().formParam("logout_token", token, token).post("/backchannel-logout").then());
    assertThat(entries("session", session)).isEmpty();
  }

  /** What was used is kept in PostgreSQL: it is no matter which replica the second comes to. */
  @Test
  void aTokenCountsOnce() {
    String second = UUID.randomUUID().toString();
    String jti = UUID.randomUUID().toString();
    tell(good("orders-spa", session, claims -> claims.setJwtId(jti))).statusCode(200);

    refused("replayed", tell(good("orders-spa", second, claims -> claims.setJwtId(jti))));

    assertThat(entries("session", second)).isEmpty();
  }

  @Test
  void whatTheListenerTellsOfTheSameLoginEndsAllOfItAndTheAuditHasWhoDidIt() {
    tell(good("orders-spa", session)).statusCode(200);
    tell(good("insights-app", session)).statusCode(200);
    ended(session);
    // Of a login that has ended everywhere nothing is left that a client could be told of.
    tell(good("orders-spa-dpop", session)).statusCode(200);

    assertThat(entries("session", session).stream().map(entry -> entry.get("client")))
        .containsExactly(null, "insights-app", "orders-spa");
    Api.ada()
        .get("/v1/audit?action=keycloak.act&targetId=" + session)
        .then()
        .body("items.size()", equalTo(1))
        .body("items[0].actor.subject", equalTo("admin-7"))
        .body("items[0].after.reason", equalTo("session ended by an administrator"));
  }

  private static String token(String client, String session) {
    return TestTokens.user(
        "carol",
        "keys:read",
        List.of("support"),
        claims -> {
          claims.setStringClaim("azp", client);
          claims.setStringClaim("sid", session);
          claims.setIssuedAt(NumericDate.fromSeconds(Instant.now().getEpochSecond() - 10));
        });
  }

  private static boolean isIn(String token) {
    return given().auth().oauth2(token).get("/v1/revocations").statusCode() != 401;
  }

  /** By an administrator, as the listener tells it. */
  private static void ended(String session) {
    JwtClaims claims = TestTokens.realm().claims(KeycloakEventsResource.AUDIENCE, "none");
    claims.setClaim(
        "events",
        Map.of(
            KeycloakEventsResource.EVENT,
            Map.of(
                "resource", "USER_SESSION",
                "operation", "DELETE",
                "path", "sessions/" + session,
                "by", "admin-7")));
    given()
        .contentType("application/secevent+jwt")
        .body(TestTokens.realm().sign(claims, "secevent+jwt").getBytes())
        .post("/v1/keycloak/events")
        .then()
        .statusCode(202);
  }

  private static void refused(String name, ValidatableResponse response) {
    assertThat(response.extract().statusCode()).as(name).isEqualTo(400);
    response.header("Cache-Control", "no-store").body("error", equalTo("invalid_request"));
    assertThat(response.extract().<String>path("error_description")).as(name).isNotBlank();
  }

  private double refusals() {
    return meters
        .counter("gatehouse.keycloak.acts", "path", "backchannel", "outcome", "refused")
        .count();
  }

  private static ValidatableResponse tell(String token) {
    return given().formParam("logout_token", token).post("/backchannel-logout").then();
  }

  private static List<Map<String, Object>> entries(String target, String id) {
    return Api.ada()
        .queryParam("target", target)
        .queryParam("id", id)
        .get("/v1/revocations/newest")
        .then()
        .statusCode(200)
        .extract()
        .path("items");
  }
}
