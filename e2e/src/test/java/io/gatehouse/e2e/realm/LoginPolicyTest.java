package io.gatehouse.e2e.realm;

import static io.gatehouse.e2e.stack.Deployment.ADMIN;
import static io.gatehouse.e2e.stack.Deployment.REALM;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatehouse.e2e.people.Page;
import io.gatehouse.e2e.people.PlainBrowser;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ways in that stay shut, whoever asks. RFC 9700 says why for each. */
class LoginPolicyTest {

  @ParameterizedTest
  @ValueSource(strings = {"token", "id_token token", "code token"})
  void noTokenComesBackInAnAddress(String responseType) {
    for (App app : App.values()) {
      app.login()
          .queryParam("scope", "openid")
          .queryParam("response_type", responseType)
          .get(App.LOGIN)
          .then()
          .statusCode(302)
          .header("Location", containsString("error=unauthorized_client"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void loginWithoutPkceIsRefused(App app) {
    app.loginWithoutPkce()
        .queryParam("scope", "openid")
        .queryParam("response_type", "code")
        .get(App.LOGIN)
        .then()
        .statusCode(302)
        .header("Location", startsWith(app.callback + "?error=invalid_request"));
  }

  @ParameterizedTest
  @EnumSource
  void plainPkceIsRefused(App app) {
    app.loginWithoutPkce()
        .queryParam("scope", "openid")
        .queryParam("response_type", "code")
        .queryParam("code_challenge", "a".repeat(43))
        .queryParam("code_challenge_method", "plain")
        .get(App.LOGIN)
        .then()
        .statusCode(302)
        .header("Location", startsWith(app.callback + "?error=invalid_request"));
  }

  @ParameterizedTest
  @MethodSource
  void anAddressThatIsNotExactlyRegisteredGetsNoCodeAndNoRedirect(App app, String address) {
    app.loginBackTo(address)
        .queryParam("scope", "openid")
        .queryParam("response_type", "code")
        .queryParam("code_challenge", "a".repeat(43))
        .queryParam("code_challenge_method", "S256")
        .get(App.LOGIN)
        .then()
        .statusCode(400)
        .header("Location", nullValue());
  }

  static Stream<Arguments> anAddressThatIsNotExactlyRegisteredGetsNoCodeAndNoRedirect() {
    return Stream.of(App.values())
        .flatMap(app ->
            Stream.of(
                    "https://evil.example/callback",
                    app.callback.replaceFirst("(http://[^/]+)", "$1.evil.example"),
                    app.callback.replace("http://", "http://me@evil.example/"),
                    app.callback + "/../other",
                    app.callback + "2",
                    app.callback + "?next=https://evil.example",
                    app.callback.replaceFirst("/[a-z]+$", "/"))
                .map(address -> Arguments.of(app, address)));
  }

  /** Nor is anybody sent away from the realm to an address that is not registered. */
  @ParameterizedTest
  @EnumSource
  void logoutLeadsToNoOtherAddressThanTheRegisteredOne(App app) {
    for (String address : new String[] {"https://evil.example/", app.callback + "2"}) {
      given()
          .redirects()
          .follow(false)
          .queryParam("client_id", app.id)
          .queryParam("post_logout_redirect_uri", address)
          .get(REALM + "/protocol/openid-connect/logout")
          .then()
          .statusCode(400)
          .header("Location", nullValue());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ORDERS_SPA, keys:write",
    "ORDERS_SPA, revocations:write",
    "ORDERS_SPA, service",
    "ORDERS_SPA, offline_access",
    "ORDERS_SPA_DPOP, keys:read",
    "ORDERS_SPA_DPOP, offline_access",
    "ADMIN_DASHBOARD, orders:write",
    "ADMIN_DASHBOARD, offline_access",
    "INSIGHTS_APP, keys:read",
    "INSIGHTS_APP, roles",
    "INSIGHTS_APP, account"
  })
  void anAppCannotAskForAnotherAppsScopes(App app, String scope) {
    app.login()
        .queryParam("scope", "openid " + scope)
        .queryParam("response_type", "code")
        .get(App.LOGIN)
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
        .get(App.LOGIN)
        .then()
        .statusCode(400)
        .header("Location", nullValue());
  }

  @Test
  void thirdPartysAppGetsNoCodeUntilThePersonHasAgreed() {
    try (Newcomer person = new Newcomer().becomes("customer")) {
      PlainBrowser browser = new PlainBrowser();
      browser.submit(
          browser.open(App.ORDERS_SPA.loginAddress("openid"), App.ORDERS_SPA.callback),
          Map.of("username", person.name, "password", Newcomer.PASSWORD),
          App.ORDERS_SPA.callback);
      String login = App.INSIGHTS_APP.loginAddress("openid orders:read");
      String callback = App.INSIGHTS_APP.callback;

      // Logged in, and no page to agree on.
      Page silently = browser.open(login + "&prompt=none", callback);
      assertEquals("interaction_required", silently.parameter("error"));

      Page consent = browser.open(login, callback);
      assertTrue(consent.body().contains("name=\"accept\""), "asked for consent");
      Page refused = browser.submit(consent, Map.of("cancel", "No"), callback);
      assertEquals("access_denied", refused.parameter("error"));
    }
  }

  @Test
  void loginPageCanBeFramedByNobodyAndRegistersNobody() {
    App.ORDERS_SPA
        .login()
        .queryParam("scope", "openid")
        .queryParam("response_type", "code")
        .get(App.LOGIN)
        .then()
        .statusCode(200)
        .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
        .header("X-Frame-Options", "DENY")
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "no-referrer")
        .body(not(containsString("rememberMe")))
        .body(not(containsString("reset-credentials")));
    for (String page : new String[] {"/registrations", "/forgot-credentials"}) {
      App.ORDERS_SPA
          .login()
          .queryParam("scope", "openid")
          .queryParam("response_type", "code")
          .get(REALM + "/protocol/openid-connect" + page)
          .then()
          .statusCode(400);
    }
  }

  /** Dynamic registration (RFC 7591) would let anybody make a client of their own. */
  @Test
  void nobodyRegistersAClient() {
    given()
        .contentType("application/json")
        .body(Map.of("redirect_uris", new String[] {"https://evil.example/callback"}))
        .post(REALM + "/clients-registrations/openid-connect")
        .then()
        .statusCode(403)
        .body("client_id", nullValue())
        .body("error", equalTo("insufficient_scope"));
  }
}
