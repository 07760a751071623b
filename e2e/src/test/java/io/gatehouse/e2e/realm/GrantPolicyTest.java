package io.gatehouse.e2e.realm;

import static io.gatehouse.e2e.stack.Deployment.REALM;
import static io.gatehouse.e2e.stack.Deployment.SPA;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.gatehouse.e2e.people.People;
import io.gatehouse.e2e.people.Person;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each client gets tokens by its own grants and by no other. */
class GrantPolicyTest {

  private static final String EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";

  @ParameterizedTest
  @ValueSource(strings = {"orders-spa", "orders-spa-dpop", "gatehouse-cli"})
  void noPublicClientMayAskForAPassword(String client) {
    refused(password(given().formParam("client_id", client)));
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
    refused(password(confidential(client)));
  }

  @ParameterizedTest
  @EnumSource
  void appOfPeopleGetsNoTokenOfItsOwn(App app) {
    refused(app.atTokenEndpoint().formParam("grant_type", "client_credentials"));
  }

  /** A code is typed at another device: whoever sends it can be somebody else (RFC 8628 §5.4). */
  @ParameterizedTest
  @EnumSource
  void appWithABrowserGetsNoDeviceCode(App app) {
    app.atTokenEndpoint()
        .post(REALM + "/protocol/openid-connect/auth/device")
        .then()
        .statusCode(anyOf(is(400), is(401)))
        .body("error", equalTo("unauthorized_client"))
        .body("device_code", nullValue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"insights-app", "admin-dashboard", "orders-service"})
  void nobodyExchangesATokenForAnotherOneAtTheRealm(String client) {
    String alice = People.atTheSpa(Person.ALICE).access();

    refused(
        confidential(client)
            .formParam("grant_type", EXCHANGE)
            .formParam("subject_token", alice)
            .formParam("subject_token_type", "urn:ietf:params:oauth:token-type:access_token"));
  }

  @Test
  void nobodyIsLoggedInOnABackChannel() {
    confidential("insights-app")
        .formParam("login_hint", "alice")
        .formParam("scope", "openid")
        .post(REALM + "/protocol/openid-connect/ext/ciba/auth")
        .then()
        .statusCode(anyOf(is(400), is(401)))
        .body("auth_req_id", nullValue());
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
  void confidentialClientIsNobodyWithoutItsSecret(String client) {
    for (String secret : new String[] {"", "another-secret-that-is-not-it"}) {
      given()
          .formParam("client_id", client)
          .formParam("client_secret", secret)
          .formParam("grant_type", "client_credentials")
          .post(App.TOKEN)
          .then()
          .statusCode(401)
          .body("access_token", nullValue());
    }
  }

  /**
   * A service asks again when its token has ended; a refresh token would only be one more secret.
   */
  @ParameterizedTest
  @ValueSource(strings = {"admin-service", "auth-service", "orders-service"})
  void serviceGetsATokenOfFiveMinutesAndNoRefreshToken(String client) {
    confidential(client)
        .formParam("grant_type", "client_credentials")
        .post(App.TOKEN)
        .then()
        .statusCode(200)
        .body("expires_in", equalTo(300))
        .body("refresh_token", nullValue());
  }

  /**
   * Another page's script can send the request, but its browser does not let it read the answer.
   */
  @Test
  void onlyTheSpasOwnPageReadsTheTokenEndpointsAnswer() {
    String refresh = People.atTheSpa(Person.BOB, "openid").refresh();
    String next =
        refreshFrom(SPA, refresh)
            .header("Access-Control-Allow-Origin", SPA)
            .extract()
            .path("refresh_token");
    refreshFrom("https://evil.example", next).header("Access-Control-Allow-Origin", nullValue());
  }

  private static ValidatableResponse refreshFrom(String origin, String refresh) {
    return given()
        .header("Origin", origin)
        .formParam("client_id", "orders-spa")
        .formParam("grant_type", "refresh_token")
        .formParam("refresh_token", refresh)
        .post(App.TOKEN)
        .then()
        .statusCode(anyOf(is(200), is(403)));
  }

  private static RequestSpecification confidential(String client) {
    return given()
        .formParam("client_id", client)
        .formParam("client_secret", "demo-" + client + "-secret");
  }

  private static RequestSpecification password(RequestSpecification client) {
    return client
        .formParam("grant_type", "password")
        .formParam("username", "alice")
        .formParam("password", "demo-alice-password");
  }

  private static void refused(RequestSpecification request) {
    request
        .post(App.TOKEN)
        .then()
        .statusCode(anyOf(is(400), is(401), is(403)))
        .body("error", anyOf(equalTo("unauthorized_client"), equalTo("invalid_request")))
        .body("access_token", nullValue());
  }
}
