package io.gatehouse.auth.key;

import static io.gatehouse.auth.Api.ada;
import static io.gatehouse.auth.Api.exchange;
import static io.gatehouse.auth.Api.given;
import static io.gatehouse.auth.Api.key;
import static io.gatehouse.auth.Api.partner;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.gatehouse.auth.Api;
import io.gatehouse.testkit.Problems;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Limits as they are set, carried by tokens, and charged here and by {@code /verify}. */
@QuarkusTest
class RateLimitTest {

  private static final Map<String, ?> TWO_A_MINUTE =
      Map.of("requests", 2, "period", "PT1M", "burst", 2);

  private static Api.Made limited(Map<String, ?> limit) {
    return key(partner("orders:read"), Map.of("rateLimit", limit), "orders:read");
  }

  private static ValidatableResponse verify(String credential) {
    return given()
        .auth()
        .oauth2(credential)
        .get("/verify?audience=orders-service&scope=orders:read")
        .then();
  }

  private static String claims(String token) {
    return new String(
        Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8);
  }

  @Test
  void limitIsShownAsItWasSetWithItsDefaults() {
    Api.Made key = limited(Map.of("requests", 100, "period", "PT1S"));
    ada()
        .get("/v1/keys/" + key.id())
        .then()
        .body("rateLimit.requests", equalTo(100))
        .body("rateLimit.period", equalTo("PT1S"))
        .body("rateLimit.burst", equalTo(100))
        .body("rateLimit.onStoreLoss", equalTo("localShare"));
  }

  @ParameterizedTest
  @CsvSource({
    "requests, 0",
    "requests, 1000001",
    "period, PT0S",
    "period, PT0.5S",
    "period, P2D",
    "burst, 0",
    "burst, 1000001"
  })
  void limitOutOfItsRangeIsRefusedByItsPointer(String member, String value) {
    Map<String, Object> limit = new HashMap<>(Map.of("requests", 10, "period", "PT1S"));
    limit.put(member, value.startsWith("P") ? value : Integer.valueOf(value));
    Problems.problem(
            ada()
                .body(
                    Map.of(
                        "name",
                        "k",
                        "environment",
                        "test",
                        "scopes",
                        new String[] {"orders:read"},
                        "rateLimit",
                        limit))
                .post("/v1/partners/" + partner("orders:read") + "/keys")
                .then(),
            400,
            "validation_failed")
        .body("errors.pointer", hasItem("/rateLimit/" + member));
  }

  @Test
  void tokenOfAKeyCarriesTheLimitsOfKeyAndPartner() {
    Api.Made key = limited(TWO_A_MINUTE);
    ada()
        .body(Map.of("rateLimit", Map.of("requests", 5, "period", "PT1S")))
        .patch("/v1/partners/" + key.partner())
        .then()
        .statusCode(200)
        .body("rateLimit.requests", equalTo(5));
    String token = exchange(key.secret()).statusCode(200).extract().path("access_token");
    String claims = claims(token);
    assertEquals(
        "q=2;w=60;burst=2;loss=localShare",
        claims.replaceAll(".*\"key_quota\":\"([^\"]*).*", "$1"));
    assertEquals(
        "q=5;w=1;burst=5;loss=localShare",
        claims.replaceAll(".*\"partner_quota\":\"([^\"]*).*", "$1"));
  }

  @Test
  void limitThatIsTakenAwayIsGone() {
    Api.Made key = limited(TWO_A_MINUTE);
    ada()
        .body("{\"rateLimit\":null}")
        .patch("/v1/keys/" + key.id())
        .then()
        .statusCode(200)
        .body("rateLimit", nullValue());
    String token = exchange(key.secret()).statusCode(200).extract().path("access_token");
    assertFalse(claims(token).contains("quota"));
  }

  @Test
  void keyAndItsTokensAreChargedToOneAccountAtTheForwardAuthEndpoint() {
    Api.Made key = limited(TWO_A_MINUTE);
    String token = exchange(key.secret()).statusCode(200).extract().path("access_token");
    verify(key.secret())
        .statusCode(200)
        .header("RateLimit-Policy", "\"key\";q=2;w=60;gatehouse-burst=2")
        .header("RateLimit", "\"key\";r=1");
    verify(token).statusCode(200).header("RateLimit", "\"key\";r=0");
    Problems.problem(verify(key.secret()), 429, "rate_limited")
        .header("RateLimit", matchesPattern("\"key\";r=0;t=[0-9]+"))
        .header("Retry-After", matchesPattern("[23][0-9]"));
    Problems.problem(verify(token), 429, "rate_limited");
  }

  @Test
  void keysOfAPartnerShareItsLimit() {
    String partner = partner("orders:read");
    ada()
        .body(Map.of("rateLimit", TWO_A_MINUTE))
        .patch("/v1/partners/" + partner)
        .then()
        .statusCode(200);
    verify(key(partner, "orders:read").secret()).statusCode(200);
    verify(key(partner, "orders:read").secret()).statusCode(200);
    Problems.problem(verify(key(partner, "orders:read").secret()), 429, "rate_limited")
        .body("detail", equalTo("The limit of this partner is reached."));
  }

  @Test
  void keyThatIsShownToThisServiceItselfIsCharged() {
    Api.Made key = limited(TWO_A_MINUTE);
    for (int i = 0; i < 2; i++) {
      introspect(key).statusCode(200);
    }
    introspect(key).statusCode(429).header("RateLimit", matchesPattern("\"key\";r=0;t=[0-9]+"));
  }

  private static ValidatableResponse introspect(Api.Made key) {
    return given()
        .auth()
        .oauth2(key.secret())
        .formParam("token", key.secret())
        .post("/oauth/introspect")
        .then();
  }

  @Test
  void refusedAddressSpendsNoQuotaAtTheForwardAuthEndpointEither() {
    Api.Made key =
        key(
            partner("orders:read"),
            Map.of("rateLimit", TWO_A_MINUTE, "allowedCidrs", new String[] {"203.0.113.0/24"}),
            "orders:read");
    for (int i = 0; i < 4; i++) {
      Problems.problem(verify(key.secret()), 403, "ip_not_allowed");
    }
    ada()
        .body(Map.of("allowedCidrs", new String[] {}))
        .patch("/v1/keys/" + key.id())
        .then()
        .statusCode(200);
    verify(key.secret()).statusCode(200).header("RateLimit", "\"key\";r=1");
  }

  @Test
  void tokenFromBeforeTheLimitWasChangedIsNoLongerGood() {
    Api.Made key = limited(TWO_A_MINUTE);
    String token = exchange(key.secret()).statusCode(200).extract().path("access_token");
    ada()
        .body(Map.of("rateLimit", Map.of("requests", 50)))
        .patch("/v1/keys/" + key.id())
        .then()
        .statusCode(200)
        .body("rateLimit.requests", equalTo(50));
    long deadline = System.nanoTime() + 5_000_000_000L;
    int status = 0;
    while (status != 401 && System.nanoTime() < deadline) {
      status = verify(token).extract().statusCode();
    }
    assertEquals(401, status);
    verify(key.secret()).header("RateLimit-Policy", "\"key\";q=50;w=60;gatehouse-burst=2");
  }
}
