package io.gatehouse.e2e.spa;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.gatehouse.e2e.spa.Spa.button;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.gatehouse.e2e.api.OrdersApi;
import io.gatehouse.e2e.api.WithinASecond;
import io.gatehouse.e2e.desk.Desk;
import io.gatehouse.e2e.people.Person;
import io.gatehouse.e2e.people.Tokens;
import io.gatehouse.e2e.realm.Newcomer;
import io.gatehouse.e2e.stack.Deployment;
import org.junit.jupiter.api.Test;

/**
 * Somebody ends a person's access while their page is open: their token is refused within a second,
 * and the page says so as soon as the browser has drawn it.
 */
class ShutOutTest extends SpaJourney {

  private static final LocatorAssertions.ContainsTextOptions DRAWN =
      new LocatorAssertions.ContainsTextOptions().setTimeout(5000);

  @Test
  void personWhomAnAdministratorDisablesIsOutOfTheirOpenPageAtOnce() {
    try (Newcomer person = new Newcomer().becomes("customer");
        Spa spa = new Spa(chromium).signIn(person, "/orders")) {
      String token = tokenOfLivePage(spa);

      person.disable();

      expectOut(spa, token, WithinASecond.of("person disabled at Keycloak"));
      expectNoWayBack(spa, person);
    }
  }

  @Test
  void personWhomAdaDisablesAtTheDeskIsOutOfTheirOpenPageAtOnce() {
    try (Newcomer person = new Newcomer().becomes("customer");
        Spa spa = new Spa(chromium).signIn(person, "/orders");
        Desk ada = chromium.newDesk().signIn(Person.ADA, "/people?q=" + person.name)) {
      link(ada.page(), person.name).click();
      link(ada.page(), "Disable…").click();
      ada.page().getByLabel("Reason").fill("no customer of ours");
      String token = tokenOfLivePage(spa);

      ada.page()
          .waitForResponse(
              answer -> answer.url().endsWith("/disable") && answer.status() == 303,
              () -> button(ada.page(), "Disable " + person.name).click());

      expectOut(spa, token, WithinASecond.of("person disabled at the desk"));
      expectNoWayBack(spa, person);
      ada.open("/people?q=" + person.name);
      assertThat(ada.page().getByRole(AriaRole.ROW).last()).containsText("disabled");
    }
  }

  @Test
  void signInThatIsEndedFromAnotherDeviceIsRefusedAtItsNextCall() {
    try (Newcomer person = new Newcomer().becomes("customer");
        Spa here = new Spa(chromium);
        Spa elsewhere = new Spa(chromium)) {
      elsewhere.signIn(person, "/access");
      here.signIn(person, "/access");
      Locator others = here.page().locator("[aria-labelledby=logins] li", containing("End"));
      assertThat(others).hasCount(1);
      String token = elsewhere.ordersToken();
      new OrdersApi(token).list().then().statusCode(200);

      here.awaitAnswer(
          "DELETE",
          "/sessions/" + Tokens.claims(token).getString("sid"),
          others.getByRole(AriaRole.BUTTON)::click);

      WithinASecond.of("sign-in ended from another device").refused(token);
      assertThat(others).hasCount(0);
      button(elsewhere.page(), "Call orders-service now").click();
      assertThat(elsewhere.page().getByRole(AriaRole.ALERT)).containsText("was ended", DRAWN);
      button(here.page(), "Call orders-service now").click();
      assertThat(here.page().getByText("Let in: orders-service")).isVisible();
    }
  }

  @Test
  void whoSignsOutEverywhereIsOutOnEveryDeviceAndHasToLogInAnew() {
    try (Newcomer person = new Newcomer().becomes("customer");
        Spa here = new Spa(chromium);
        Spa elsewhere = new Spa(chromium).signIn(person, "/orders")) {
      here.signIn(person, "/access");
      String own = here.ordersToken();
      String token = tokenOfLivePage(elsewhere);

      here.awaitAnswer(
          "DELETE", "/sessions?current=true", button(here.page(), "Sign out everywhere")::click);

      WithinASecond everywhere = WithinASecond.of("signed out everywhere");
      expectOut(elsewhere, token, everywhere);
      everywhere.refused(own);
      here.page().waitForURL(Deployment.SPA + "/");
      button(here.page(), "Sign in").first().click();
      here.page().locator("#password").waitFor();
    }
  }

  private static String tokenOfLivePage(Spa spa) {
    assertThat(spa.page().getByRole(AriaRole.STATUS)).hasText("Live");
    String token = spa.ordersToken();
    new OrdersApi(token).list().then().statusCode(200);
    return token;
  }

  /** Nobody touched the page: its stream ended, and its token cannot be renewed. */
  private static void expectOut(Spa spa, String token, WithinASecond out) {
    out.refused(token);
    assertThat(spa.page().getByRole(AriaRole.ALERT)).containsText("was ended", DRAWN);
  }

  private static void expectNoWayBack(Spa spa, Newcomer person) {
    button(spa.page(), "Sign in").first().click();
    spa.page().locator("#username").fill(person.name);
    spa.page().locator("#password").fill(Newcomer.PASSWORD);
    spa.page().locator("#kc-login").click();
    assertThat(spa.page().locator("body")).containsText("disabled");
  }

  private static Locator link(Page page, String name) {
    return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Page.LocatorOptions containing(String text) {
    return new Page.LocatorOptions().setHasText(text);
  }
}
