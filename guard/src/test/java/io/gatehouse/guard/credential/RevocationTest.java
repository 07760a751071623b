package io.gatehouse.guard.credential;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.notNullValue;

import io.gatehouse.guard.app.Revoked;
import io.gatehouse.guard.revocation.Revocations.Verdict;
import io.gatehouse.testkit.IssuerResource;
import io.gatehouse.testkit.Problems;
import io.gatehouse.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(IssuerResource.class)
class RevocationTest {

  private static final String ORDER = "{\"lines\":[{\"sku\":\"a\",\"quantity\":1}]}";

  @Inject Revoked revoked;

  @Test
  void tokenThatWasGoodAMomentAgoIsRefusedOnceRevoked() {
    String token = TestTokens.user("carol", "orders:read");
    read(token).statusCode(200);
    revoked.answer("carol", Verdict.REVOKED);
    Problems.problem(read(token), 401, "token_revoked");
  }

  @Test
  void revokedKeyIsToldSo() {
    revoked.answer("key-r", Verdict.REVOKED);
    Problems.problem(read(TestTokens.partner("p", "key-r", "orders:read")), 401, "key_revoked");
  }

  @Test
  void revokedCallerDoesNotEnterAPublicEndpointEither() {
    revoked.answer("dave", Verdict.REVOKED);
    Problems.problem(
        given().auth().oauth2(TestTokens.user("dave", "")).get("/v1/public").then(),
        401,
        "token_revoked");
  }

  @Test
  void staleCopyStopsChangesAndLetsReadsGoOn() {
    revoked.answer("erin", Verdict.STALE_FOR_CHANGES);
    String token = TestTokens.user("erin", "orders:read orders:write");
    read(token).statusCode(200);
    Problems.problem(change(token), 503, "revocation_state_stale")
        .header("Retry-After", notNullValue());
  }

  @Test
  void copyThatIsTooOldStopsEverything() {
    revoked.answer("frank", Verdict.STALE);
    String token = TestTokens.user("frank", "orders:read orders:write");
    Problems.problem(read(token), 503, "revocation_state_stale")
        .header("Retry-After", notNullValue());
    Problems.problem(change(token), 503, "revocation_state_stale");
  }

  private static ValidatableResponse read(String token) {
    return given().auth().oauth2(token).get("/v1/whoami").then();
  }

  private static ValidatableResponse change(String token) {
    return given()
        .auth()
        .oauth2(token)
        .contentType("application/json")
        .body(ORDER)
        .post("/v1/orders")
        .then();
  }
}
