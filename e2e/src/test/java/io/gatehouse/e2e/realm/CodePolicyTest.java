package io.gatehouse.e2e.realm;

import static io.gatehouse.e2e.stack.Deployment.REALM;
import static io.gatehouse.e2e.stack.Deployment.SPA;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.gatehouse.e2e.people.Code;
import io.gatehouse.e2e.people.People;
import io.gatehouse.e2e.people.Person;
import io.gatehouse.e2e.people.ProofKey;
import io.gatehouse.e2e.people.Tokens;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;

/** What a stolen code is worth (RFC 9700 §2.1.1, §4.5), and for whom tokens are bound to a key. */
class CodePolicyTest {

  private static final String TOKEN = REALM + "/protocol/openid-connect/token";

  @Test
  void codeIsGoodOnceAndItsSecondUseEndsWhatCameOfTheFirst() {
    Code code = code();
    String refresh = redeem(code).statusCode(200).extract().path("refresh_token");

    refused(redeem(code), "invalid_grant");

    refused(
        given()
            .formParam("grant_type", "refresh_token")
            .formParam("client_id", "orders-spa")
            .formParam("refresh_token", refresh)
            .post(TOKEN)
            .then(),
        "invalid_grant");
  }

  @Test
  void codeIsWorthNothingWithoutTheVerifierOfWhoBeganTheLogin() {
    refused(redeem(code().withVerifier("a".repeat(43))), "invalid_grant");
  }

  @Test
  void codeIsWorthNothingAtAnotherAddress() {
    refused(redeem(code().withRedirectUri(SPA + "/")), "invalid_grant");
  }

  @Test
  void codeIsWorthNothingToAnotherClient() {
    refused(
        code()
            .redeemedBy(
                "insights-app", given().formParam("client_secret", "demo-insights-app-secret")),
        "invalid_grant");
  }

  @Test
  void clientOfBoundTokensGetsNoneThatIsNotBound() {
    Code code = People.codeAt("orders-spa-dpop", Person.BOB, "openid orders:read");

    refused(code.redeemedBy("orders-spa-dpop", given()), "invalid_request");
  }

  @Test
  void boundTokensNameTheirKeyAndAreRenewedForItAlone() {
    ProofKey key = new ProofKey();
    Tokens tokens = People.boundTo(key, Person.BOB, "openid orders:read");

    assertNotNull(Tokens.claims(tokens.access()).getString("cnf.jkt"));
    renewed(tokens, new ProofKey()).statusCode(400).body("access_token", nullValue());
    renewed(tokens, key).statusCode(200).body("token_type", equalTo("DPoP"));
  }

  private static ValidatableResponse renewed(Tokens tokens, ProofKey key) {
    return given()
        .header("DPoP", key.proof("POST", TOKEN))
        .formParam("grant_type", "refresh_token")
        .formParam("client_id", "orders-spa-dpop")
        .formParam("refresh_token", tokens.refresh())
        .post(TOKEN)
        .then();
  }

  private static Code code() {
    return People.codeAt("orders-spa", Person.BOB, "openid orders:read");
  }

  private static ValidatableResponse redeem(Code code) {
    return code.redeemedBy("orders-spa", given());
  }

  private static void refused(ValidatableResponse answer, String error) {
    answer.statusCode(400).body("error", equalTo(error)).body("access_token", nullValue());
  }
}
