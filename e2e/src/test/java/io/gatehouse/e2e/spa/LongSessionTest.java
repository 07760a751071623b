package io.gatehouse.e2e.spa;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.gatehouse.e2e.spa.Spa.button;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.gatehouse.e2e.api.OrdersApi;
import io.gatehouse.e2e.api.WithinASecond;
import io.gatehouse.e2e.people.Person;
import io.gatehouse.e2e.stack.Deployment;
import io.restassured.response.Response;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

/** What renewal must do: never bother the person, and never survive a theft. */
class LongSessionTest extends SpaJourney {

  private static final int LIFE_SECONDS = 4;

  @Test
  void twoTabsWorkOverThreeTokenLivesWithoutALogin() {
    try (RealmAdmin.Restored shorter =
            new RealmAdmin().accessTokensLive("orders-spa", LIFE_SECONDS);
        Spa spa = new Spa(chromium)) {
      spa.signIn(Person.BOB, "/access");
      int asked = spa.loginPages();
      Page second = spa.newTab();
      second.navigate(Deployment.SPA + "/access");
      button(second, "Sign out").waitFor();
      int before = spa.accessTokens().size();
      // My access reads the token each second, so both tabs renew as each token ends.
      spa.page().waitForTimeout(3.2 * LIFE_SECONDS * 1000);
      for (Page tab : new Page[] {spa.page(), second}) {
        button(tab, "Call orders-service now").click();
        assertThat(tab.getByText("Let in: orders-service")).isVisible();
      }
      assertTrue(spa.accessTokens().size() - before >= 6, "both tabs renewed three times and more");
      assertEquals(asked, spa.loginPages(), "nobody was asked for a password");
      assertEquals(
          spa.refreshTokens().size(),
          new HashSet<>(spa.refreshTokens()).size(),
          "no refresh token came twice");
    }
  }

  @Test
  void refreshTokenThatAThiefReplaysEndsTheLoginForBoth() {
    try (Spa spa = new Spa(chromium)) {
      spa.signIn(Person.BOB, "/orders");
      spa.page().waitForTimeout(1000);
      String stolen = spa.refreshTokens().getLast();
      String owners = spa.ordersToken();
      Response thief = refresh(stolen);
      thief.then().statusCode(200);
      String thiefs = thief.path("access_token");
      new OrdersApi(owners).list().then().statusCode(200);
      new OrdersApi(thiefs).list().then().statusCode(200);
      // The owner's next renewal uses what the thief has used: two hold it.
      spa.awaitAnswer("POST", "/token", () -> spa.menu("My access"));
      WithinASecond replayed = WithinASecond.of("stolen refresh token replayed");
      // What the two had got before is as dead: nobody waits for it to run out.
      replayed.refused(owners);
      replayed.refused(thiefs);
      assertThat(spa.page().getByRole(AriaRole.ALERT)).containsText("was ended");
      refresh(thief.path("refresh_token"))
          .then()
          .statusCode(400)
          .body("error", equalTo("invalid_grant"));
    }
  }

  static Response refresh(String refreshToken) {
    return given()
        .formParam("grant_type", "refresh_token")
        .formParam("client_id", "orders-spa")
        .formParam("refresh_token", refreshToken)
        .post(Deployment.REALM + "/protocol/openid-connect/token");
  }
}
