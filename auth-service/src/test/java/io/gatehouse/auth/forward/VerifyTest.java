package io.gatehouse.auth.forward;

import static io.gatehouse.auth.Api.ada;
import static io.gatehouse.auth.Api.exchange;
import static io.gatehouse.auth.Api.given;
import static io.gatehouse.auth.Api.key;
import static io.gatehouse.auth.Api.partner;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.oneOf;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatehouse.auth.Api;
import io.gatehouse.guard.apikey.ApiKey;
import io.gatehouse.testkit.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class VerifyTest {

  private static final String READ = "/verify?audience=orders-service&scope=orders:read";

  private static RequestSpecification with(String credential) {
    return given().urlEncodingEnabled(false).auth().oauth2(credential);
  }

  private static String alice(String audience) {
    return TestTokens.user(
        "alice", "orders:read", List.of("customer"), claims -> claims.setAudience(audience));
  }

  @Test
  void goodKeyPassesWithATokenThatTheServiceVerifiesByItself() {
    Api.Made key = key();
    Response answer = with(key.secret()).get(READ);
    answer
        .then()
        .statusCode(200)
        .header("X-Auth-Subject", equalTo(key.partner()))
        .header("X-Auth-Origin", equalTo("partner"))
        .header("X-Auth-Client", equalTo(key.id()))
        .header("X-Auth-Scopes", equalTo("orders:read orders:write"))
        .header("X-Auth-Environment", equalTo("test"))
        .header("Cache-Control", containsString("no-store"));
    String token = answer.header("X-Auth-Token");
    assertEquals("Bearer " + token, answer.header("Authorization"));
    given()
        .auth()
        .oauth2(TestTokens.service("orders-service", "service"))
        .formParam("token", token)
        .post("/oauth/introspect")
        .then()
        .body("active", equalTo(true))
        .body("client_id", equalTo(key.id()));
  }

  @Test
  void keyPassesInItsOwnHeaderToo() {
    given().header("X-API-Key", key().secret()).get(READ).then().statusCode(200);
  }

  @Test
  void userOfTheServiceBehindPassesWithTheirOwnToken() {
    String token = alice("orders-service");
    with(token)
        .get(READ)
        .then()
        .statusCode(200)
        .header("X-Auth-Subject", equalTo("alice"))
        .header("X-Auth-Origin", equalTo("user"))
        .header("X-Auth-Client", equalTo("orders-spa"))
        .header("X-Auth-Token", equalTo(token));
  }

  @Test
  void tokenForAnotherServiceIsRefused() {
    with(alice("auth-service")).get(READ).then().statusCode(401);
    String keyToken = exchange(key().secret()).extract().path("access_token");
    with(keyToken).get(READ).then().statusCode(200);
  }

  @Test
  void noTokenIsMadeForAServiceThatNoProxyGuards() {
    with(key().secret())
        .get("/verify?audience=admin-service")
        .then()
        .statusCode(403)
        .header("X-Auth-Token", nullValue());
  }

  @Test
  void missingCredentialIsAskedForAndABadOneRefused() {
    given()
        .urlEncodingEnabled(false)
        .get(READ)
        .then()
        .statusCode(401)
        .header("WWW-Authenticate", startsWith("Bearer"))
        .contentType("application/problem+json")
        .body("code", equalTo("credential_missing"));
    Api.Made key = key();
    ada().body(Map.of("reason", "test")).post("/v1/keys/" + key.id() + "/revoke");
    with(key.secret()).get(READ).then().statusCode(401).body("code", equalTo("key_revoked"));
    with(ApiKey.generate("test", key.id(), new SecureRandom()).reveal())
        .get(READ)
        .then()
        .statusCode(401)
        .body("code", equalTo("invalid_key"));
  }

  @Test
  void missingScopeIsNamed() {
    Api.Made key = key(partner("orders:read"), "orders:read");
    with(key.secret())
        .get("/verify?audience=orders-service&scope=orders:read%20orders:write")
        .then()
        .statusCode(403)
        .header("WWW-Authenticate", containsString("insufficient_scope"))
        .header("WWW-Authenticate", containsString("orders:write"))
        .header("X-Auth-Token", nullValue());
  }

  /** nginx answers 500 for whatever is none of these. */
  @Test
  void whateverComesTheAnswerIsOneThatNginxUnderstands() {
    for (RequestSpecification odd :
        List.of(
            given().header("Authorization", "Bearer a.b.c").header("X-API-Key", "gk_live_x"),
            given().header("Authorization", "Bearer " + "x".repeat(30_000)),
            given().header("Authorization", "Bearer"),
            given().header("Authorization", "Basic YTpi"),
            given().header("X-API-Key", "gk_live_\u00e9"),
            given().header("X-Filler", "x".repeat(30_000)),
            given().auth().oauth2("a").queryParam("access_token", "x"),
            given().auth().oauth2("a").header("Accept", "image/png"))) {
      odd.queryParam("audience", "orders-service")
          .get("/verify")
          .then()
          .statusCode(oneOf(401, 403))
          .header("X-Auth-Token", nullValue());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/verify", "/verify?audience=", "/verify?scope=orders:read", "/verify/"})
  void proxyThatDoesNotSayWhatItGuardsLetsNobodyThrough(String address) {
    with(key().secret()).get(address).then().statusCode(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
  void envoyAsksWithTheCallersMethodAndPath(String method) {
    Api.Made key = key(partner("orders:read"), "orders:read");
    with(key.secret())
        .request(method, "/verify/orders-service/orders:read/v1/orders?limit=1")
        .then()
        .statusCode(200)
        .header("X-Auth-Client", equalTo(key.id()));
    with(key.secret())
        .request(method, "/verify/orders-service/orders:read,orders:write/v1/orders")
        .then()
        .statusCode(403);
    given().request(method, "/verify/orders-service/-/v1/orders").then().statusCode(401);
  }

  /** The query behind Envoy's prefix is the caller's. */
  @Test
  void callerBehindEnvoyCannotChooseWhatIsAskedFor() {
    Api.Made key = key(partner("orders:read"), "orders:read");
    with(key.secret())
        .get("/verify/orders-service/orders:write/x?scope=orders:read&audience=orders-service")
        .then()
        .statusCode(403);
  }

  @Test
  void whatACallerSaysOfItsAddressIsNotBelieved() {
    Api.Made key =
        key(
            partner("orders:read"),
            Map.of("allowedCidrs", List.of("203.0.113.0/24")),
            "orders:read");
    with(key.secret())
        .header("X-Forwarded-For", "203.0.113.7")
        .get(READ)
        .then()
        .statusCode(403)
        .body("code", equalTo("ip_not_allowed"));
  }

  @Test
  void everyAnswerIsCounted() {
    given().get(READ);
    String metrics = given().get("/q/metrics").asString();
    assertTrue(metrics.contains("gatehouse_verifications_total{outcome=\"credential_missing\"}"));
    ValidatableResponse answer = given().get("/verify").then();
    answer.body(not(containsString("Exception")));
  }
}
