package io.gatehouse.auth.keycloak;

import static io.gatehouse.auth.Api.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.gatehouse.auth.Api;
import io.gatehouse.testkit.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.junit.jupiter.api.Test;

/** What Keycloak pushes (RFC 8935): believed if the realm said it, and counted once. */
@QuarkusTest
class KeycloakEventsTest {

  @Test
  void anActIsWrittenOnceThoughItComesTwiceAndNamesWhoDidIt() {
    String session = UUID.randomUUID().toString();
    Consumer<JwtClaims> act = ended(session);
    String id = UUID.randomUUID().toString();

    push(statement(act.andThen(claims -> claims.setJwtId(id)))).statusCode(202);
    push(statement(act.andThen(claims -> claims.setJwtId(id)))).statusCode(202);

    List<Map<String, Object>> written = entries(session);
    assertThat(written).hasSize(1);
    assertThat(written.getFirst())
        .containsEntry("target", "session")
        .containsEntry("requestedBy", "keycloak:admin-1")
        .containsEntry("reason", "keycloak: session ended by an administrator");
  }

  @Test
  void aPersonWhoseLoginsAreNamedLosesEachOfThemByName() {
    String user = UUID.randomUUID().toString();
    String first = UUID.randomUUID().toString();
    String second = UUID.randomUUID().toString();

    push(statement(
            told(
                Map.of(
                    "resource",
                    "USER",
                    "operation",
                    "UPDATE",
                    "path",
                    "users/" + user,
                    "disabled",
                    true,
                    "sessions",
                    List.of(first, second)))))
        .statusCode(202);

    assertThat(entries(user)).hasSize(1);
    assertThat(entries(first)).hasSize(1);
    assertThat(entries(second)).hasSize(1);
  }

  @Test
  void whatTheRealmDidNotSayJustNowToThisServiceChangesNothing() {
    String session = UUID.randomUUID().toString();
    Consumer<JwtClaims> act = ended(session);
    JwtClaims good = claims(act);

    refused("not a token", "invalid_request");
    refused(TestTokens.keys().sign(good, "secevent+jwt"), "invalid_key|authentication_failed");
    refused(TestTokens.realm().sign(good, "at+jwt"), "invalid_request");
    refused(
        TestTokens.realm()
            .sign(
                good.toJson(),
                jws -> {
                  jws.setHeader("typ", "secevent+jwt");
                  jws.setKeyIdHeaderValue("k1");
                  jws.setKey(io.gatehouse.testkit.TestIssuer.newKey("k1").getPrivateKey());
                }),
        "authentication_failed");
    refused(statement(act.andThen(c -> c.setAudience("auth-service"))), "invalid_audience");
    refused(statement(act.andThen(c -> c.setIssuer("https://elsewhere"))), "invalid_issuer");
    refused(
        statement(act.andThen(c -> c.setIssuedAt(NumericDate.fromSeconds(1_000_000)))),
        "invalid_request");
    refused(statement(act.andThen(c -> c.setClaim("events", Map.of()))), "invalid_request");
    refused(statement(act.andThen(c -> c.unsetClaim("jti"))), "invalid_request");

    assertThat(entries(session)).isEmpty();
  }

  private static void refused(String statement, String errors) {
    String error = push(statement).statusCode(400).extract().path("err");
    assertThat(error).matches(errors);
  }

  private static ValidatableResponse push(String statement) {
    return given()
        .contentType("application/secevent+jwt")
        .body(statement.getBytes(java.nio.charset.StandardCharsets.US_ASCII))
        .post("/v1/keycloak/events")
        .then();
  }

  private static Consumer<JwtClaims> ended(String session) {
    return told(
        Map.of(
            "resource",
            "USER_SESSION",
            "operation",
            "DELETE",
            "path",
            "sessions/" + session,
            "by",
            "admin-1"));
  }

  private static Consumer<JwtClaims> told(Map<String, ?> told) {
    return claims -> claims.setClaim("events", Map.of(KeycloakEventsResource.EVENT, told));
  }

  private static String statement(Consumer<JwtClaims> change) {
    return TestTokens.realm().sign(claims(change), "secevent+jwt");
  }

  private static JwtClaims claims(Consumer<JwtClaims> change) {
    JwtClaims claims = TestTokens.realm().claims(KeycloakEventsResource.AUDIENCE, "none");
    claims.unsetClaim("sub");
    claims.unsetClaim("exp");
    change.accept(claims);
    return claims;
  }

  private static List<Map<String, Object>> entries(String id) {
    return Api.ada()
        .get("/v1/revocations?limit=500&after=" + start())
        .then()
        .body("nextCursor", equalTo(null))
        .extract()
        .jsonPath()
        .getList("items.findAll { it.id == '" + id + "' }");
  }

  /** Other tests write thousands: only the last of all are looked through. */
  private static long start() {
    Number last =
        Api.ada()
            .body(Map.of("target", "token", "id", UUID.randomUUID(), "reason", "where are we"))
            .post("/v1/revocations")
            .path("sequence");
    return Math.max(0, last.longValue() - 200);
  }
}
