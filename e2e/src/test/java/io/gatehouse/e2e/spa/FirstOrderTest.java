package io.gatehouse.e2e.spa;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.gatehouse.e2e.spa.Spa.button;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.gatehouse.e2e.people.Person;
import org.junit.jupiter.api.Test;

/** From a stranger's first look to an order, and everything in between. */
class FirstOrderTest extends SpaJourney {

  @Test
  void strangerBecomesCustomerAndOrdersWithoutATokenLeftAnywhere() {
    try (Spa spa = new Spa(chromium)) {
      spa.open("/");
      spa.page().locator(".goods > li", containing("GATE-OAK")).locator("button").click();
      spa.expectAccessible();
      spa.picture("catalog");
      spa.menu("Cart");
      spa.expectAccessible();
      button(spa.page(), "Sign in to order").click();
      spa.page().locator("#username").waitFor();
      spa.picture("login");
      spa.logIn(Person.ALICE);
      spa.picture("cart");
      button(spa.page(), "Place the order").click();
      Locator newest = spa.page().locator(".orders > li").first();
      assertThat(newest).containsText("GATE-OAK");
      assertThat(newest).containsText("placed");
      spa.expectAccessible();
      spa.picture("orders");
      newest.locator("button").first().click();
      assertThat(newest).containsText("paid");
      button(spa.page(), "How this works").click();
      assertThat(spa.page().locator(".drawer")).containsText("Exchange the code for tokens");
      spa.page().locator(".drawer summary").all().forEach(Locator::click);
      spa.expectAccessible();
      spa.expectNoTokenAnywhere();
      spa.picture("drawer");
      button(spa.page(), "Close").click();
      spa.menu("My access");
      assertThat(spa.page().locator("#token + *")).containsText("left");
      assertThat(spa.page().locator("[aria-labelledby=logins]")).containsText("this one");
      spa.expectAccessible();
      spa.picture("access");
      spa.expectNoTokenAnywhere();
      spa.expectNoTokenInLogs();
      spa.expectNothingHeldUpByThePolicy();
    }
  }

  private static Page.LocatorOptions containing(String text) {
    return new Page.LocatorOptions().setHasText(text);
  }
}
