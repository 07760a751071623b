package io.gatehouse.e2e.people;

import static io.gatehouse.e2e.stack.Deployment.REALM;

import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;

/**
 * What a login ends with: a code, and what proves that whoever has it is the one who began (RFC
 * 7636).
 */
public record Code(String value, String verifier, String redirectUri) {

  /**
   * The token endpoint's answer.
   *
   * @param request with whatever else this client sends: a secret, a proof
   */
  public ValidatableResponse redeemedBy(String clientId, RequestSpecification request) {
    return request
        .formParam("grant_type", "authorization_code")
        .formParam("client_id", clientId)
        .formParam("redirect_uri", redirectUri)
        .formParam("code", value)
        .formParam("code_verifier", verifier)
        .post(REALM + "/protocol/openid-connect/token")
        .then();
  }

  public Code withVerifier(String other) {
    return new Code(value, other, redirectUri);
  }

  public Code withRedirectUri(String other) {
    return new Code(value, verifier, other);
  }
}
