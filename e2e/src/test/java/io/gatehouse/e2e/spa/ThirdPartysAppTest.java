package io.gatehouse.e2e.spa;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.gatehouse.e2e.spa.Spa.button;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.gatehouse.e2e.api.OrdersApi;
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

  /** It is a second on a machine of its own. */
  private static final int SOON_MILLIS = 5000;

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
      Page app = connect(spa);
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
      button(spa.page(), "Disconnect Order Insights").click();
      assertThat(apps).not().containsText("Order Insights");
      expectRefused(app);
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
  private static Page connect(Spa spa) {
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
    assertThat(app.locator("h1")).containsText("What Alice");
    return app;
  }

  private static Locator connectLink(Page app) {
    return app.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Connect your orders"));
  }

  /** Asks again and again: the page shows the orders as long as the token opens orders-service. */
  private static void expectRefused(Page app) {
    long end = System.nanoTime() + SOON_MILLIS * 1_000_000L;
    do {
      app.navigate(Deployment.INSIGHTS);
    } while (app.getByRole(AriaRole.STATUS).count() == 0 && System.nanoTime() < end);
    assertThat(app.getByRole(AriaRole.STATUS))
        .containsText(
            "no longer connected", new LocatorAssertions.ContainsTextOptions().setTimeout(1));
    assertThat(app.getByLabel(CANCEL)).hasCount(0);
  }
}
