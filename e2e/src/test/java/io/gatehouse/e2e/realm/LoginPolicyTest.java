package io.gatehouse.e2e.realm;

import static io.gatehouse.e2e.stack.Deployment.ADMIN;
import static io.gatehouse.e2e.stack.Deployment.REALM;
import static io.gatehouse.e2e.stack.Deployment.SPA;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ways in that stay shut, whoever asks. RFC 9700 says why for each. */
class LoginPolicyTest {

  private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

  @ParameterizedTest
  @ValueSource(strings = {"orders-spa", "gatehouse-cli"})
  void noPublicClientMayAskForAPassword(String client) {
    passwordGrant(client).then().statusCode(400).body("error", equalTo("unauthorized_client"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "admin-dashboard",
        "insights-app",
        "admin-service",
        "auth-service",
        "orders-service"
      })
  void noConfidentialClientMayAskForAPassword(String client) {
    given()
        .formParam("client_secret", "demo-" + client + "-secret")
        .formParam("client_id", client)
        .formParam("grant_type", "password")
        .formParam("username", "alice")
        .formParam("password", "demo-alice-password")
        .post(REALM + "/protocol/openid-connect/token")
        .then()
        .statusCode(400)
        .body("error", equalTo("unauthorized_client"))
        .body("access_token", nullValue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"token", "id_token token", "code token"})
  void noTokenComesBackInAnAddress(String responseType) {
    authorize()
        .queryParam("response_type", responseType)
        .get(REALM + "/protocol/openid-connect/auth")
        .then()
        .statusCode(302)
        .header("Location", containsString("error=unauthorized_client"));
  }

  @Test
  void loginWithoutPkceIsRefused() {
    given()
        .redirects()
        .follow(false)
        .queryParam("client_id", "orders-spa")
        .queryParam("redirect_uri", SPA + "/callback")
        .queryParam("scope", "openid")
        .queryParam("response_type", "code")
        .get(REALM + "/protocol/openid-connect/auth")
        .then()
        .statusCode(302)
        .header("Location", startsWith(SPA + "/callback?error=invalid_request"));
  }

  @Test
  void plainPkceIsRefused() {
    authorize()
        .queryParam("response_type", "code")
        .queryParam("code_challenge_method", "plain")
        .get(REALM + "/protocol/openid-connect/auth")
        .then()
        .statusCode(302)
        .header("Location", containsString("error=invalid_request"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/callback",
        "http://localhost:8084.evil.example/callback",
        "SPA/callback/../other",
        "SPA/callback2",
        "SPA/"
      })
  void anAddressThatIsNotExactlyRegisteredGetsNoCodeAndNoRedirect(String address) {
    given()
        .redirects()
        .follow(false)
        .queryParam("client_id", "orders-spa")
        .queryParam("redirect_uri", address.replace("SPA", SPA))
        .queryParam("scope", "openid")
        .queryParam("response_type", "code")
        .queryParam("code_challenge", CHALLENGE)
        .queryParam("code_challenge_method", "S256")
        .get(REALM + "/protocol/openid-connect/auth")
        .then()
        .statusCode(400)
        .header("Location", nullValue());
  }

  @ParameterizedTest
  @CsvSource({"orders-spa, keys:write", "orders-spa, revocations:write", "orders-spa, service"})
  void anAppCannotAskForAnotherAppsScopes(String client, String scope) {
    given()
        .redirects()
        .follow(false)
        .queryParam("client_id", client)
        .queryParam("redirect_uri", SPA + "/callback")
        .queryParam("scope", "openid " + scope)
        .queryParam("response_type", "code")
        .queryParam("code_challenge", CHALLENGE)
        .queryParam("code_challenge_method", "S256")
        .get(REALM + "/protocol/openid-connect/auth")
        .then()
        .statusCode(302)
        .header("Location", containsString("error=invalid_scope"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gatehouse-cli", "admin-service", "auth-service", "orders-service"})
  void whatHasNoBrowserHasNoLoginPage(String client) {
    given()
        .redirects()
        .follow(false)
        .queryParam("client_id", client)
        .queryParam("redirect_uri", ADMIN + "/login/callback")
        .queryParam("scope", "openid")
        .queryParam("response_type", "code")
        .get(REALM + "/protocol/openid-connect/auth")
        .then()
        .statusCode(400)
        .header("Location", nullValue());
  }

  private static io.restassured.response.Response passwordGrant(String client) {
    return given()
        .formParam("client_id", client)
        .formParam("grant_type", "password")
        .formParam("username", "alice")
        .formParam("password", "demo-alice-password")
        .post(REALM + "/protocol/openid-connect/token");
  }

  private static RequestSpecification authorize() {
    return given()
        .redirects()
        .follow(false)
        .queryParam("client_id", "orders-spa")
        .queryParam("redirect_uri", SPA + "/callback")
        .queryParam("scope", "openid")
        .queryParam("nonce", "n")
        .queryParam("code_challenge", CHALLENGE);
  }
}
