package io.gatehouse.auth.exchange;

import static io.gatehouse.auth.Api.ada;
import static io.gatehouse.auth.Api.exchange;
import static io.gatehouse.auth.Api.given;
import static io.gatehouse.auth.Api.key;
import static io.gatehouse.auth.Api.partner;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.agroal.api.AgroalDataSource;
import io.gatehouse.auth.Api;
import io.gatehouse.guard.apikey.ApiKey;
import io.gatehouse.testkit.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class TokenEndpointTest {

  @Inject AgroalDataSource database;

  private static final SecureRandom RANDOM = new SecureRandom();

  private static JwtClaims verified(String token) throws Exception {
    String jwks = given().get("/.well-known/jwks.json").asString();
    return new JwtConsumerBuilder()
        .setVerificationKeyResolver(
            new JwksVerificationKeyResolver(new JsonWebKeySet(jwks).getJsonWebKeys()))
        .setExpectedType(true, "at+jwt")
        .setExpectedAudience("orders-service")
        .setExpectedIssuer("http://localhost:8081")
        .setRequireExpirationTime()
        .build()
        .processToClaims(token);
  }

  @Test
  void goodKeyIsExchangedForATokenThatSaysWhatTheKeyMayDo() throws Exception {
    String partner = partner("orders:read", "orders:write");
    Api.Made key = key(partner, Map.of("allowedCidrs", List.of("203.0.113.0/24")), "orders:read");
    String token =
        exchange(key.secret())
            .statusCode(200)
            .header("Cache-Control", containsString("no-store"))
            .body("token_type", equalTo("Bearer"))
            .body("issued_token_type", equalTo("urn:ietf:params:oauth:token-type:access_token"))
            .body("expires_in", lessThanOrEqualTo(300))
            .body("scope", equalTo("orders:read"))
            .extract()
            .path("access_token");
    JwtClaims claims = verified(token);
    assertEquals(partner, claims.getSubject());
    assertEquals(key.id(), claims.getStringClaimValue("azp"));
    assertEquals("orders:read", claims.getStringClaimValue("scope"));
    assertEquals("test", claims.getStringClaimValue("env"));
    assertEquals("nightly import", claims.getStringClaimValue("key_name"));
    assertEquals(List.of("203.0.113.0/24"), claims.getStringListClaimValue("cidrs"));
    assertTrue(claims.getExpirationTime().getValue() - claims.getIssuedAt().getValue() <= 300);
  }

  @Test
  void tokenNeverOutlivesTheKey() throws Exception {
    Instant end = Instant.now().plusSeconds(60);
    Api.Made key = key(partner("orders:read"), Map.of("expiresAt", end.toString()), "orders:read");
    String token = exchange(key.secret()).statusCode(200).extract().path("access_token");
    assertTrue(verified(token).getExpirationTime().getValue() <= end.getEpochSecond());
  }

  @Test
  void tokenNeverOutlivesTheGraceOfAnOldSecret() throws Exception {
    Api.Made key = key();
    ada()
        .body(Map.of("gracePeriod", "PT30S"))
        .post("/v1/keys/" + key.id() + "/rotate")
        .then()
        .statusCode(200);
    String token = exchange(key.secret()).statusCode(200).extract().path("access_token");
    assertTrue(
        verified(token).getExpirationTime().getValue() <= Instant.now().getEpochSecond() + 30);
  }

  /** A verifier refuses what was issued before the mark; the mark is the end of the second. */
  @Test
  void tokenAfterAChangePassesTheMarkThatStopsTheTokensBefore() throws Exception {
    Api.Made key = key();
    String before = exchange(key.secret()).statusCode(200).extract().path("access_token");
    ada()
        .body(Map.of("scopes", List.of("orders:read")))
        .patch("/v1/keys/" + key.id())
        .then()
        .statusCode(200);
    String after = exchange(key.secret()).statusCode(200).extract().path("access_token");
    Instant mark = java.util.Objects.requireNonNull(mark(key.id()));
    assertTrue(verified(before).getIssuedAt().getValue() < mark.getEpochSecond());
    assertTrue(verified(after).getIssuedAt().getValue() >= mark.getEpochSecond());
  }

  @Test
  void revocationOfAKeyIsForGood() throws Exception {
    Api.Made key = key();
    ada().body(Map.of("reason", "test")).post("/v1/keys/" + key.id() + "/revoke");
    assertEquals(null, mark(key.id()));
  }

  /** Of the one entry in the ledger that the key must have. */
  private @org.jspecify.annotations.Nullable Instant mark(String key) throws Exception {
    try (var connection = database.getConnection();
        var query =
            connection.prepareStatement(
                "select issued_before from revocation where target = 'key' and target_id = ?")) {
      query.setString(1, key);
      var row = query.executeQuery();
      assertTrue(row.next(), "a change that narrows is in the ledger");
      var mark = row.getObject(1, java.time.OffsetDateTime.class);
      return mark == null ? null : mark.toInstant();
    }
  }

  @Test
  void scopesAreThoseOfTheKeyThatThePartnerHasNow() {
    Api.Made key = key();
    ada()
        .body(Map.of("scopes", List.of("orders:read")))
        .patch("/v1/partners/" + key.partner())
        .then()
        .statusCode(200);
    exchange(key.secret()).statusCode(200).body("scope", equalTo("orders:read"));
  }

  @Test
  void scopesCanBeNarrowedByTheAskerButNotWidened() {
    Api.Made key = key(partner("orders:read", "orders:write"), "orders:read");
    exchange(key.secret(), Map.of("scope", "orders:read orders:write"))
        .statusCode(200)
        .body("scope", equalTo("orders:read"));
    exchange(key.secret(), Map.of("scope", "orders:write"))
        .statusCode(400)
        .body("error", equalTo("invalid_scope"));
  }

  /** What differs would tell which key ids exist. */
  @Test
  void unknownIdWrongSecretAndRevokedKeyWithWrongSecretGetOneAnswer() {
    Api.Made living = key();
    Api.Made revoked = key();
    ada()
        .body(Map.of("reason", "test"))
        .post("/v1/keys/" + revoked.id() + "/revoke")
        .then()
        .statusCode(200);
    Set<String> answers = new HashSet<>();
    for (String guess :
        List.of(
            ApiKey.generate("test", RANDOM).reveal(),
            ApiKey.generate("test", living.id(), RANDOM).reveal(),
            ApiKey.generate("live", living.id(), RANDOM).reveal(),
            ApiKey.generate("test", revoked.id(), RANDOM).reveal(),
            "gk_test_nonsense")) {
      Response response = exchange(guess).statusCode(400).extract().response();
      answers.add(response.asString() + response.getHeaders().toString());
    }
    assertEquals(1, answers.size(), answers.toString());
    exchange(ApiKey.generate("test", RANDOM).reveal())
        .body("error", equalTo("invalid_grant"))
        .body("code", equalTo("invalid_key"));
  }

  @Test
  void whoProvedTheSecretIsToldWhyTheKeyIsDead() {
    Api.Made disabled = key();
    ada().body(Map.of("enabled", false)).patch("/v1/keys/" + disabled.id()).then().statusCode(200);
    exchange(disabled.secret()).statusCode(400).body("code", equalTo("key_disabled"));
    ada().body(Map.of("enabled", true)).patch("/v1/keys/" + disabled.id()).then().statusCode(200);
    exchange(disabled.secret()).statusCode(200);

    Api.Made revoked = key();
    ada().body(Map.of("reason", "test")).post("/v1/keys/" + revoked.id() + "/revoke");
    exchange(revoked.secret()).statusCode(400).body("code", equalTo("key_revoked"));

    Api.Made rotated = key();
    ada().body(Map.of("gracePeriod", "PT0S")).post("/v1/keys/" + rotated.id() + "/rotate");
    exchange(rotated.secret()).statusCode(400).body("code", equalTo("key_expired"));
  }

  @Test
  void serviceMayAskForTokensToItselfAlone() {
    exchange(key().secret(), Map.of("audience", "admin-service"))
        .statusCode(400)
        .body("error", equalTo("invalid_target"));
  }

  @Test
  void personAndThirdPartyAppMayNotExchange() {
    for (String token :
        List.of(TestTokens.ada(), TestTokens.delegated("orders-service", "alice", "service"))) {
      given()
          .auth()
          .oauth2(token)
          .formParam("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange")
          .formParam("subject_token", key().secret())
          .formParam("subject_token_type", "urn:gatehouse:token-type:api-key")
          .formParam("audience", "orders-spa")
          .post("/oauth/token")
          .then()
          .statusCode(400)
          .body("error", equalTo("unauthorized_client"));
    }
  }

  @Test
  void askerWithoutCredentialIs401() {
    given()
        .formParam("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange")
        .formParam("subject_token", key().secret())
        .formParam("subject_token_type", "urn:gatehouse:token-type:api-key")
        .formParam("audience", "orders-service")
        .post("/oauth/token")
        .then()
        .statusCode(401)
        .header("WWW-Authenticate", containsString("Bearer"))
        .body("error", equalTo("invalid_client"));
  }

  @ParameterizedTest
  @CsvSource({
    "grant_type,           '',                     invalid_request",
    "grant_type,           client_credentials,     unsupported_grant_type",
    "subject_token,        '',                     invalid_request",
    "subject_token_type,   '',                     invalid_request",
    "subject_token_type,   urn:x,                  invalid_request",
    "audience,             '',                     invalid_request",
    "requested_token_type, urn:x,                  invalid_request",
    "actor_token,          x,                      invalid_request",
    "resource,             https://x.example,      invalid_request",
  })
  void badFormIsRefusedInTheWordsOfOAuth(String name, String value, String error) {
    exchange(key().secret(), Map.of(name, value))
        .statusCode(400)
        .header("Cache-Control", containsString("no-store"))
        .body("error", equalTo(error));
  }

  @Test
  void parameterThatComesTwiceIsRefused() {
    given()
        .auth()
        .oauth2(TestTokens.service("orders-service", "service"))
        .formParam("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange")
        .formParam("subject_token", "one", "two")
        .formParam("subject_token_type", "urn:gatehouse:token-type:api-key")
        .formParam("audience", "orders-service")
        .post("/oauth/token")
        .then()
        .statusCode(400)
        .body("error", equalTo("invalid_request"));
  }

  @Test
  void otherContentTypeIs415() {
    given()
        .auth()
        .oauth2(TestTokens.service("orders-service", "service"))
        .contentType("application/json")
        .body("{}")
        .post("/oauth/token")
        .then()
        .statusCode(415);
  }

  @Test
  void eachRefusalIsCounted() {
    exchange(ApiKey.generate("test", RANDOM).reveal()).statusCode(400);
    given()
        .get("/q/metrics")
        .then()
        .statusCode(200)
        .body(containsString("gatehouse_exchanges_total{outcome=\"invalid_key\""));
  }
}
