package io.gatehouse.guard.quota;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import io.gatehouse.testkit.IssuerResource;
import io.gatehouse.testkit.Problems;
import io.gatehouse.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.function.Consumer;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.Test;

/** At a service whose Redis is away: each limit's own choice decides. */
@QuarkusTest
@QuarkusTestResource(IssuerResource.class)
class QuotaGateTest {

  private static final String SHARE = "q=60;w=3600;burst=6;loss=localShare";

  @Test
  void callerOverTheLimitIsToldWhichAndWhenToComeAgain() {
    String token = token("quota-1", "p-1", claims -> claims.setClaim("key_quota", SHARE));
    read(token)
        .statusCode(200)
        .header("RateLimit-Policy", "\"key\";q=60;w=3600;gatehouse-burst=6")
        .header("RateLimit", "\"key\";r=0");
    read(token).statusCode(200);
    Problems.problem(read(token), 429, "rate_limited")
        .header("RateLimit", matchesPattern("\"key\";r=0;t=1[0-9]{2}"))
        .header("Retry-After", matchesPattern("1[0-9]{2}"));
  }

  @Test
  void anotherTokenOfTheKeyIsChargedToTheSameKey() {
    read(token("quota-2", "p-2", claims -> claims.setClaim("key_quota", SHARE))).statusCode(200);
    read(token("quota-2", "p-2", claims -> claims.setClaim("key_quota", SHARE))).statusCode(200);
    Problems.problem(
        read(token("quota-2", "p-2", claims -> claims.setClaim("key_quota", SHARE))),
        429,
        "rate_limited");
  }

  @Test
  void keysOfAPartnerShareItsLimit() {
    Consumer<JwtClaims> limited = claims -> claims.setClaim("partner_quota", SHARE);
    read(token("quota-3a", "p-3", limited)).statusCode(200);
    read(token("quota-3b", "p-3", limited)).statusCode(200);
    Problems.problem(read(token("quota-3a", "p-3", limited)), 429, "rate_limited")
        .body("detail", equalTo("The limit of this partner is reached."));
    read(token("quota-3c", "p-other", limited)).statusCode(200);
  }

  @Test
  void refusedAddressSpendsNoQuota() {
    String narrow =
        token(
            "quota-4",
            "p-4",
            claims -> {
              claims.setClaim("key_quota", SHARE);
              claims.setStringListClaim("cidrs", "203.0.113.0/24");
            });
    for (int i = 0; i < 5; i++) {
      Problems.problem(read(narrow), 403, "ip_not_allowed")
          .header("RateLimit", nullValue(String.class));
    }
    read(token("quota-4", "p-4", claims -> claims.setClaim("key_quota", SHARE))).statusCode(200);
  }

  @Test
  void limitThatClosesOnLossOfTheStoreClosesWithoutIt() {
    String token =
        token(
            "quota-5",
            "p-5",
            claims -> claims.setClaim("key_quota", "q=60;w=60;burst=6;loss=closed"));
    Problems.problem(read(token), 503, "dependency_unavailable").header("Retry-After", "1");
  }

  @Test
  void limitThatCannotBeReadIsNotNone() {
    String token = token("quota-6", "p-6", claims -> claims.setClaim("key_quota", "plenty"));
    Problems.problem(read(token), 401, "invalid_token");
  }

  @Test
  void callerWithoutALimitGetsNoFields() {
    read(token("quota-7", "p-7", claims -> {}))
        .statusCode(200)
        .header("RateLimit", nullValue(String.class))
        .header("RateLimit-Policy", nullValue(String.class));
  }

  private static String token(String key, String partner, Consumer<JwtClaims> change) {
    return TestTokens.partner(partner, key, "orders:read", change);
  }

  private static ValidatableResponse read(String token) {
    return given().auth().oauth2(token).get("/v1/whoami").then();
  }
}
