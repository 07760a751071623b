package io.gatehouse.e2e.spa;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.gatehouse.e2e.spa.Spa.button;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.gatehouse.e2e.desk.Chromium;
import io.gatehouse.e2e.realm.Newcomer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Somebody ends a person's access while their page is open. */
class ShutOutTest {

  /** It is a second on a machine of its own. */
  private static final LocatorAssertions.ContainsTextOptions SOON =
      new LocatorAssertions.ContainsTextOptions().setTimeout(5000);

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
  void personWhomAnAdministratorDisablesIsOutOfTheirOpenPageAtOnce() {
    try (Newcomer person = new Newcomer().becomes("customer");
        Spa spa = new Spa(chromium)) {
      signIn(spa, person, "/orders");
      assertThat(spa.page().getByRole(AriaRole.STATUS)).hasText("Live");

      person.disable();

      // Nobody touched the page: its stream ended, and its token cannot be renewed.
      assertThat(spa.page().getByRole(AriaRole.ALERT)).containsText("was ended", SOON);
      button(spa.page(), "Sign in").first().click();
      spa.page().locator("#username").fill(person.name);
      spa.page().locator("#password").fill(Newcomer.PASSWORD);
      spa.page().locator("#kc-login").click();
      assertThat(spa.page().locator("body")).containsText("disabled");
    }
  }

  @Test
  void signInThatIsEndedFromAnotherDeviceIsRefusedAtItsNextCall() {
    try (Newcomer person = new Newcomer().becomes("customer");
        Spa here = new Spa(chromium);
        Spa elsewhere = new Spa(chromium)) {
      signIn(elsewhere, person, "/access");
      signIn(here, person, "/access");
      Locator others = here.page().locator("[aria-labelledby=logins] li", containing("End"));
      assertThat(others).hasCount(1);
      String token = elsewhere.ordersToken();

      others.getByRole(AriaRole.BUTTON).click();

      assertThat(others).hasCount(0);
      org.awaitility.Awaitility.await("the token of the ended sign-in is refused")
          .atMost(java.time.Duration.ofSeconds(5))
          .until(() -> new io.gatehouse.e2e.api.OrdersApi(token).list().statusCode() == 401);
      button(elsewhere.page(), "Call orders-service now").click();
      assertThat(elsewhere.page().getByRole(AriaRole.ALERT)).containsText("was ended", SOON);
      button(here.page(), "Call orders-service now").click();
      assertThat(here.page().getByText("Let in: orders-service")).isVisible();
    }
  }

  private static void signIn(Spa spa, Newcomer person, String path) {
    spa.open(path);
    button(spa.page(), "Sign in").first().click();
    spa.logIn(person.name, Newcomer.PASSWORD);
  }

  private static com.microsoft.playwright.Page.LocatorOptions containing(String text) {
    return new com.microsoft.playwright.Page.LocatorOptions().setHasText(text);
  }
}
