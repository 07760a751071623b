package io.gatehouse.e2e.spa;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.gatehouse.e2e.spa.Spa.button;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.gatehouse.e2e.desk.Chromium;
import io.gatehouse.e2e.people.Person;
import io.gatehouse.e2e.stack.Deployment;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** From a stranger's first look to an order, and everything in between. */
class FirstOrderTest {

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
      spa.expectNothingHeldUpByThePolicy();
    }
  }

  private static Page.LocatorOptions containing(String text) {
    return new Page.LocatorOptions().setHasText(text);
  }

  @Test
  void everyScreenFitsAPhoneInTheDark() {
    try (Spa spa = Spa.dark(chromium)) {
      spa.signIn(Person.BOB);
      for (String screen : List.of("Catalog", "Cart", "My orders", "My access")) {
        spa.menu(screen);
        assertThat(spa.page().locator("h1")).hasText(screen);
        spa.expectAccessible();
        spa.picture("phone-" + screen.replace(" ", "-").toLowerCase(java.util.Locale.ROOT));
      }
    }
  }

  @Test
  void aReloadSignsInSilentlyAndALogoutEndsEveryTab() {
    try (Spa spa = new Spa(chromium)) {
      spa.signIn(Person.BOB, "/orders");
      int asked = spa.loginPages();
      spa.page().reload();
      button(spa.page(), "Sign out").waitFor();
      assertEquals(Deployment.SPA + "/orders", spa.page().url());
      var second = spa.newTab();
      second.navigate(Deployment.SPA + "/access");
      button(second, "Sign out").waitFor();
      assertEquals(asked, spa.loginPages(), "nobody was asked for a password again");
      button(second, "Sign out").click();
      assertThat(button(spa.page(), "Sign in").first()).isVisible();
      assertThat(spa.page().getByRole(com.microsoft.playwright.options.AriaRole.ALERT))
          .containsText("another tab");
      // The login at the realm is over too: the way back leads by the password.
      second.waitForURL(Deployment.SPA + "/");
      button(second, "Sign in").first().click();
      second.locator("#password").waitFor();
    }
  }
}
