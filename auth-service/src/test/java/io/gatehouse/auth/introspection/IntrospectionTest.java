package io.gatehouse.auth.introspection;

import static io.gatehouse.auth.Api.ada;
import static io.gatehouse.auth.Api.exchange;
import static io.gatehouse.auth.Api.given;
import static io.gatehouse.auth.Api.key;
import static io.gatehouse.auth.Api.partner;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatehouse.auth.Api;
import io.gatehouse.guard.apikey.ApiKey;
import io.gatehouse.testkit.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
class IntrospectionTest {

  @ConfigProperty(name = "gatehouse.guard.realm.issuer")
  String realm;

  private static String service() {
    return TestTokens.service("orders-service", "service");
  }

  private static Response post(String path, String asker, String token) {
    return given().auth().oauth2(asker).formParam("token", token).post(path);
  }

  private static ValidatableResponse introspect(String asker, String token) {
    return post("/oauth/introspect", asker, token)
        .then()
        .statusCode(200)
        .header("Cache-Control", containsString("no-store"));
  }

  private static void assertInactive(String asker, String token) {
    Response answer = post("/oauth/introspect", asker, token);
    answer.then().statusCode(200);
    assertEquals("{\"active\":false}", answer.asString());
  }

  private static ValidatableResponse revoke(String asker, String token) {
    return post("/oauth/revoke", asker, token).then();
  }

  private static String token(Api.Made key) {
    return exchange(key.secret()).statusCode(200).extract().path("access_token");
  }

  @Test
  void askerIsToldWhatATokenIsBoundTo() {
    String bound =
        TestTokens.user(
            "alice",
            "orders:read",
            List.of("customer"),
            claims -> {
              claims.setAudience("orders-service");
              claims.setClaim("cnf", Map.of("jkt", "a-thumbprint"));
            });
    introspect(service(), bound)
        .body("active", equalTo(true))
        .body("token_type", equalTo("DPoP"))
        .body("cnf.jkt", equalTo("a-thumbprint"));
    introspect(service(), realmToken("orders-service"))
        .body("token_type", equalTo("Bearer"))
        .body("cnf", nullValue());
  }

  @Test
  void serviceIsToldWhatAKeyMayDo() {
    String partner = partner("orders:read", "orders:write");
    Api.Made key = key(partner, Map.of("allowedCidrs", List.of("203.0.113.0/24")), "orders:read");
    introspect(service(), key.secret())
        .body("active", equalTo(true))
        .body("scope", equalTo("orders:read"))
        .body("client_id", equalTo(key.id()))
        .body("sub", equalTo(partner))
        .body("token_type", equalTo("urn:gatehouse:token-type:api-key"))
        .body("env", equalTo("test"))
        .body("cidrs", hasItem("203.0.113.0/24"))
        .body("exp", nullValue());
  }

  @Test
  void serviceIsToldOfAKeysTokenAndOfOneOfTheRealmThatAreMeantForIt() {
    Api.Made key = key();
    introspect(service(), token(key))
        .body("active", equalTo(true))
        .body("iss", equalTo("http://localhost:8081"))
        .body("client_id", equalTo(key.id()))
        .body("aud", hasItem("orders-service"))
        .body("token_type", equalTo("Bearer"))
        .body("jti", notNullValue())
        .body("exp", notNullValue());
    String user = realmToken("orders-service");
    introspect(service(), user)
        .body("active", equalTo(true))
        .body("sub", equalTo("alice"))
        .body("iss", equalTo(realm));
  }

  private static String realmToken(String audience) {
    return TestTokens.user(
        "alice", "orders:read", List.of("customer"), claims -> claims.setAudience(audience));
  }

  @Test
  void nothingIsSaidOfATokenThatIsMeantForAnother() {
    assertInactive(TestTokens.service("admin-service", "service"), token(key()));
    assertInactive(service(), realmToken("auth-service"));
  }

  /** RFC 7662 §2.2: wrong, unknown, over and revoked are one answer, to the byte. */
  @Test
  void unknownWrongExpiredRevokedAndForgedAreOneAnswer() {
    Api.Made key = key();
    Api.Made revoked = key();
    ada()
        .body(Map.of("reason", "test"))
        .post("/v1/keys/" + revoked.id() + "/revoke")
        .then()
        .statusCode(200);
    SecureRandom random = new SecureRandom();
    String good = token(key);
    for (String token :
        List.of(
            "nonsense",
            "a.b.c",
            "gk_live_short",
            ApiKey.generate("test", random).reveal(),
            ApiKey.generate("test", key.id(), random).reveal(),
            revoked.secret(),
            good.substring(0, good.length() - 8) + "AAAAAAAA",
            good + "." + good,
            realmToken("orders-service") + "x",
            "x".repeat(20_000))) {
      assertInactive(service(), token);
    }
  }

  @Test
  void keyLearnsOfItselfAndOfNothingElse() {
    Api.Made key = key();
    Api.Made other = key();
    introspect(key.secret(), key.secret())
        .body("active", equalTo(true))
        .body("client_id", equalTo(key.id()));
    introspect(key.secret(), token(key)).body("active", equalTo(true));
    assertInactive(key.secret(), other.secret());
    assertInactive(key.secret(), token(other));
  }

  @Test
  void whoeverIsNoClientMayNotAsk() {
    String key = key().secret();
    for (String path : List.of("/oauth/introspect", "/oauth/revoke")) {
      given()
          .formParam("token", key)
          .post(path)
          .then()
          .statusCode(401)
          .header("WWW-Authenticate", startsWith("Bearer"))
          .body("error", equalTo("invalid_client"));
      for (String asker : List.of(TestTokens.ada(), TestTokens.alice())) {
        post(path, asker, key).then().statusCode(400).body("error", equalTo("unauthorized_client"));
      }
      given()
          .auth()
          .oauth2(service())
          .contentType("application/x-www-form-urlencoded")
          .post(path)
          .then()
          .statusCode(400)
          .body("error", equalTo("invalid_request"));
      given()
          .auth()
          .oauth2(service())
          .formParam("token", "a", "b")
          .post(path)
          .then()
          .statusCode(400)
          .body("error", equalTo("invalid_request"));
    }
    introspect(service(), key).body("active", equalTo(true));
  }

  @Test
  void keyRevokesItselfAndNoOther() {
    Api.Made key = key();
    Api.Made other = key();
    revoke(key.secret(), other.secret()).statusCode(200);
    introspect(service(), other.secret()).body("active", equalTo(true));
    revoke(key.secret(), key.secret()).statusCode(200);
    assertInactive(service(), key.secret());
    ada().get("/v1/keys/" + key.id()).then().body("state", equalTo("revoked"));
    exchange(key.secret()).statusCode(400).body("code", equalTo("key_revoked"));
  }

  @Test
  void serviceRevokesAKeyForGoodAndOnceMoreIsNoFault() {
    Api.Made key = key();
    revoke(service(), key.secret()).statusCode(200);
    revoke(service(), key.secret()).statusCode(200);
    revoke(service(), "nonsense").statusCode(200);
    revoke(service(), ApiKey.generate("test", key.id(), new SecureRandom()).reveal())
        .statusCode(200);
    ada()
        .get("/v1/keys/" + key.id())
        .then()
        .body("state", equalTo("revoked"))
        .body("revokeReason", containsString("orders-service"));
  }

  @Test
  void wrongSecretRevokesNothing() {
    Api.Made key = key();
    revoke(service(), ApiKey.generate("test", key.id(), new SecureRandom()).reveal())
        .statusCode(200);
    introspect(service(), key.secret()).body("active", equalTo(true));
  }

  @Test
  void disabledKeyCanStillBeTakenBackByWhoHoldsIt() {
    Api.Made key = key();
    ada().body("{\"enabled\":false}").patch("/v1/keys/" + key.id()).then().statusCode(200);
    revoke(service(), key.secret()).statusCode(200);
    ada().get("/v1/keys/" + key.id()).then().body("state", equalTo("revoked"));
  }

  /** Its jti is in the ledger, so every verifier refuses it; the key is none the worse. */
  @Test
  void tokenThatIsTakenBackDiesAloneAndItsKeyLives() throws InterruptedException {
    Api.Made key = key();
    String token = token(key);
    String other = token(key);
    revoke(TestTokens.service("admin-service", "service"), token).statusCode(200);
    introspect(service(), token).body("active", equalTo(true));
    revoke(service(), token).statusCode(200);
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    boolean active;
    do {
      Thread.sleep(50);
      active = introspect(service(), token).extract().path("active");
    } while (active && System.nanoTime() < end);
    assertTrue(!active, "the verifier has not heard of it");
    introspect(service(), other).body("active", equalTo(true));
    introspect(service(), key.secret()).body("active", equalTo(true));
  }

  @Test
  void tokenOfTheRealmIsSentToTheRealm() {
    revoke(service(), realmToken("orders-service"))
        .statusCode(400)
        .body("error", equalTo("unsupported_token_type"));
    revoke(service(), realmToken("auth-service")).statusCode(200);
  }

  @Test
  void everyAnswerIsCountedByItsReason() {
    Api.Made key = key();
    post("/oauth/introspect", key.secret(), "nonsense");
    post("/oauth/revoke", service(), "nonsense");
    String metrics = given().get("/q/metrics").asString();
    assertTrue(metrics.contains("gatehouse_introspections_total{outcome=\"invalid_token\"}"));
    assertTrue(metrics.contains("gatehouse_token_revocations_total{outcome=\"invalid_token\"}"));
  }

  @Test
  void metadataSaysWhereAndHowToAsk() {
    given()
        .get("/.well-known/oauth-authorization-server")
        .then()
        .body("introspection_endpoint", equalTo("http://localhost:8081/oauth/introspect"))
        .body("introspection_endpoint_auth_methods_supported", hasItem("Bearer"))
        .body("revocation_endpoint", equalTo("http://localhost:8081/oauth/revoke"))
        .body("revocation_endpoint_auth_methods_supported", notNullValue());
  }
}
