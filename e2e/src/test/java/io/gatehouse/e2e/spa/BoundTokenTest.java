package io.gatehouse.e2e.spa;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.gatehouse.e2e.spa.Spa.button;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.gatehouse.e2e.people.Person;
import io.gatehouse.e2e.people.ProofKey;
import io.gatehouse.e2e.people.Tokens;
import io.gatehouse.e2e.stack.Deployment;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import org.junit.jupiter.api.Test;

/** DPoP (RFC 9449) switched on: what a thief of tokens has without the key. */
class BoundTokenTest extends SpaJourney {

  /** As a script that got into the page before the app could. */
  private static final String KEEP_MADE_KEYS =
      """
      window.made = [];
      const make = crypto.subtle.generateKey.bind(crypto.subtle);
      crypto.subtle.generateKey = async (...how) => {
        const pair = await make(...how);
        window.made.push(pair.privateKey);
        return pair;
      };
      """;

  private static final String EXPORT_THEM =
      """
      () => Promise.all(window.made.map(
        key => crypto.subtle.exportKey('jwk', key).then(() => 'exported', why => why.name)))
      """;

  @Test
  void boundTokensRenewForTheirPageAndAreUselessWithoutItsKey() {
    try (Spa spa = new Spa(chromium)) {
      spa.page().addInitScript(KEEP_MADE_KEYS);
      spa.open("/access");
      spa.page().getByRole(com.microsoft.playwright.options.AriaRole.CHECKBOX).check();
      spa.page().waitForURL(Deployment.SPA + "/access");
      button(spa.page(), "Sign in").first().click();
      spa.logIn(Person.ALICE);
      assertThat(spa.page().getByText("bound to a key of this page")).isVisible();
      assertThat(spa.page().locator("[aria-labelledby=token]")).containsText("jkt");
      button(spa.page(), "Call orders-service now").click();
      assertThat(spa.page().locator("[aria-labelledby=token] .notice")).containsText("Let in");
      String access = spa.ordersToken();
      assertNotNull(Tokens.claims(access).getString("cnf.jkt"), "the token names its key");
      ProofKey thief = new ProofKey();
      refused(given().header("Authorization", "Bearer " + access), "invalid_token");
      refused(given().header("Authorization", "DPoP " + access), "invalid_dpop_proof");
      refused(
          given()
              .header("Authorization", "DPoP " + access)
              .header("DPoP", thief.proof("GET", Deployment.ORDERS + "/v1/orders", access)),
          "invalid_token");
      given()
          .formParam("grant_type", "refresh_token")
          .formParam("client_id", "orders-spa-dpop")
          .formParam("refresh_token", spa.refreshTokens().getLast())
          .post(Deployment.REALM + "/protocol/openid-connect/token")
          .then()
          .statusCode(400)
          .body("error", equalTo("invalid_request"));
      assertEquals(List.of("InvalidAccessError"), spa.page().evaluate(EXPORT_THEM));
      assertEquals(0, spa.page().evaluate("async () => (await indexedDB.databases()).length"));
      spa.expectNoTokenAnywhere();
    }
  }

  private static void refused(RequestSpecification request, String code) {
    request
        .get(Deployment.ORDERS + "/v1/orders")
        .then()
        .statusCode(401)
        .header("WWW-Authenticate", startsWith("DPoP"))
        .body("code", equalTo(code));
  }
}
