package io.gatehouse.e2e.realm;

import static io.gatehouse.e2e.stack.Deployment.ADMIN;
import static io.gatehouse.e2e.stack.Deployment.INSIGHTS;
import static io.gatehouse.e2e.stack.Deployment.REALM;
import static io.gatehouse.e2e.stack.Deployment.SPA;
import static io.restassured.RestAssured.given;

import io.restassured.specification.RequestSpecification;

/**
 * The clients of the realm at which people log in, each with the one address it may send them to.
 */
enum App {
  ORDERS_SPA("orders-spa", SPA + "/callback"),
  ORDERS_SPA_DPOP("orders-spa-dpop", SPA + "/callback"),
  ADMIN_DASHBOARD("admin-dashboard", ADMIN + "/login/callback"),
  INSIGHTS_APP("insights-app", INSIGHTS + "/callback");

  static final String LOGIN = REALM + "/protocol/openid-connect/auth";
  static final String TOKEN = REALM + "/protocol/openid-connect/token";

  /** Of a verifier that nobody here knows. */
  private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

  final String id;
  final String callback;

  App(String id, String callback) {
    this.id = id;
    this.callback = callback;
  }

  /** A request to log in, faultless but for what a test takes away or adds. */
  RequestSpecification login() {
    return loginWithoutPkce()
        .queryParam("code_challenge", CHALLENGE)
        .queryParam("code_challenge_method", "S256");
  }

  RequestSpecification loginWithoutPkce() {
    return loginBackTo(callback);
  }

  RequestSpecification loginBackTo(String address) {
    return given()
        .redirects()
        .follow(false)
        .queryParam("client_id", id)
        .queryParam("redirect_uri", address)
        .queryParam("nonce", "n")
        .queryParam("state", "s");
  }

  /** The same as an address, for a browser. */
  String loginAddress(String scope) {
    return LOGIN
        + "?response_type=code&state=s&nonce=n&code_challenge_method=S256&code_challenge="
        + CHALLENGE
        + "&client_id="
        + id
        + "&redirect_uri="
        + callback
        + "&scope="
        + scope.replace(" ", "%20");
  }

  /** A request to the token endpoint, with this client's secret if it has one. */
  RequestSpecification atTokenEndpoint() {
    RequestSpecification request = given().formParam("client_id", id);
    return this == ORDERS_SPA || this == ORDERS_SPA_DPOP
        ? request
        : request.formParam("client_secret", "demo-" + id + "-secret");
  }
}
