package io.gatehouse.e2e.spa;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.gatehouse.e2e.spa.Spa.button;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.gatehouse.e2e.realm.Newcomer;
import io.gatehouse.e2e.stack.Deployment;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * Every page that a customer comes to, on a phone of 360 px, by day and in the dark: nothing
 * serious for people who see, hear or move differently (axe), and nothing that scrolls sideways.
 */
class PhoneTest extends SpaJourney {

  @Test
  void everyScreenOfTheAppIsAccessibleOnAPhone() {
    try (Newcomer person = new Newcomer().becomes("customer");
        Spa spa = Spa.onAPhone(chromium)) {
      Page page = spa.page();
      spa.open("/");
      for (String screen : new String[] {"Cart", "My orders", "My access", "Catalog"}) {
        spa.menu(screen);
        look(spa, "stranger-" + screen);
      }
      page.locator(".goods > li button").first().click();
      spa.menu("Cart");
      look(spa, "Cart");
      button(page, "Sign in to order").click();
      spa.logIn(person.name, Newcomer.PASSWORD);
      button(page, "Place the order").click();
      assertThat(page.locator(".orders > li")).hasCount(1);
      look(spa, "My orders");
      spa.menu("My access");
      assertThat(page.locator("[aria-labelledby=logins]")).containsText("this one");
      look(spa, "My access");

      button(page, "How this works").click();
      page.locator(".drawer summary").all().forEach(Locator::click);
      spa.expectAccessibleInBoth(page, "phone-drawer");
    }
  }

  @Test
  void loginAndConsentPagesOfTheRealmAreAccessibleOnAPhone() {
    try (Newcomer person = new Newcomer().becomes("customer");
        Spa spa = Spa.onAPhone(chromium)) {
      Page page = spa.page();
      page.navigate(Deployment.INSIGHTS);
      spa.expectAccessibleInBoth(page, "phone-insights");
      ThirdPartysAppTest.connectLink(page).click();
      page.locator("#username").fill(person.name);
      spa.expectAccessibleInBoth(page, "phone-login");
      page.locator("#password").fill("not their password");
      page.locator("#kc-login").click();
      assertThat(page.locator("[id^=input-error]").first()).isVisible();
      spa.expectAccessibleInBoth(page, "phone-login-refused");
      page.locator("#password").fill(Newcomer.PASSWORD);
      page.locator("#kc-login").click();
      assertThat(page.locator("body")).containsText("See your orders");
      spa.expectAccessibleInBoth(page, "phone-consent");
      page.locator("#kc-login").click();
      assertThat(page.locator("h1")).containsText("What New");
      spa.expectAccessibleInBoth(page, "phone-insights-connected");
    }
  }

  private static void look(Spa spa, String screen) {
    assertThat(spa.page().locator("h1")).hasText(screen.replace("stranger-", ""));
    spa.expectAccessibleInBoth(
        spa.page(), "phone-" + screen.replace(" ", "-").toLowerCase(Locale.ROOT));
  }
}
