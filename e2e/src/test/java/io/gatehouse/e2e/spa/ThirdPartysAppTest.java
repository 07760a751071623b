package io.gatehouse.e2e.spa;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.gatehouse.e2e.spa.Spa.button;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.gatehouse.e2e.api.OrdersApi;
import io.gatehouse.e2e.api.WithinASecond;
import io.gatehouse.e2e.desk.Chromium;
import io.gatehouse.e2e.people.People;
import io.gatehouse.e2e.people.Person;
import io.gatehouse.e2e.stack.Deployment;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A third party's app, acting for a user: delegation; ended by withdrawing consent. */
class ThirdPartysAppTest {

  private static final Pattern CANCEL = Pattern.compile("^Try to cancel order ");

  private static Chromium chromium;

  @BeforeAll
  static void launch() {
    Spa.assumeServed();
    chromium = Chromium.launch();
  }

  @AfterAll
  static void close() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @Test
  void appSeesTheOrdersAndCanCancelNoneUntilItIsDisconnectedInTheSpa() {
    OrdersApi alice = new OrdersApi(People.atTheSpa(Person.ALICE).access());
    String order = alice.created();
    try (Spa spa = new Spa(chromium)) {
      spa.signIn(Person.ALICE, "/access");
      Page app = connect(spa, "Alice");
      assertThat(app.getByRole(AriaRole.IMG)).containsText(OrdersApi.anySku());
      Spa.expectAccessible(app);
      spa.picture(app, "insights");

      app.getByLabel("Try to cancel order " + order).click();
      assertThat(app.getByRole(AriaRole.STATUS)).containsText("403");
      assertThat(app.getByRole(AriaRole.STATUS)).containsText("insufficient_scope");
      alice.read(order).then().statusCode(200).body("status", org.hamcrest.Matchers.is("placed"));
      spa.expectNoTokenIn(app);

      spa.page().reload();
      Locator apps = spa.page().locator("[aria-labelledby=apps]");
      assertThat(apps).containsText("See your orders");
      spa.awaitAnswer("DELETE", "/consent", button(spa.page(), "Disconnect Order Insights")::click);
      expectRefused(app, WithinASecond.of("app disconnected in the SPA"));
      assertThat(apps).not().containsText("Order Insights");
      // Alice's own app goes on with the token that it has: she disconnected the other one.
      button(spa.page(), "Call orders-service now").click();
      assertThat(spa.page().getByText("Let in: orders-service")).isVisible();
    }
  }

  @Test
  void whoSaysNoConnectsNothing() {
    try (Spa spa = new Spa(chromium)) {
      spa.signIn(Person.ALICE, "/access");
      Page app = spa.newTab();
      app.navigate(Deployment.INSIGHTS);
      connectLink(app).click();
      app.locator("#kc-cancel").click();
      assertThat(app.getByRole(AriaRole.STATUS)).containsText("nothing was connected");
    }
  }

  /** Over the consent page, which asks for what it should and for no more. */
  static Page connect(Spa spa, String person) {
    Page app = spa.newTab();
    app.navigate(Deployment.INSIGHTS);
    Spa.expectAccessible(app);
    connectLink(app).click();
    app.locator("#kc-login").waitFor();
    Locator consent = app.locator("body");
    assertThat(consent).containsText("Order Insights");
    assertThat(consent).containsText("See your orders");
    assertThat(consent).containsText("Keep this access while you are away");
    assertThat(consent).not().containsText("Place and cancel orders");
    Spa.expectAccessible(app);
    spa.picture(app, "consent");
    app.locator("#kc-login").click();
    assertThat(app.locator("h1")).containsText("What " + person);
    return app;
  }

  static Locator connectLink(Page app) {
    return app.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Connect your orders"));
  }

  /** The page shows the orders as long as the token opens orders-service. */
  private static void expectRefused(Page app, WithinASecond disconnected) {
    disconnected.answered(
        1,
        () -> {
          app.navigate(Deployment.INSIGHTS);
          return app.getByRole(AriaRole.STATUS).count();
        });
    assertThat(app.getByRole(AriaRole.STATUS))
        .containsText(
            "no longer connected", new LocatorAssertions.ContainsTextOptions().setTimeout(1));
    assertThat(app.getByLabel(CANCEL)).hasCount(0);
  }
}
