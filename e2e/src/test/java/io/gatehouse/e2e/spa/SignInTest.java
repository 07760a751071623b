package io.gatehouse.e2e.spa;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.gatehouse.e2e.spa.Spa.button;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gatehouse.e2e.people.Person;
import io.gatehouse.e2e.stack.Deployment;
import org.junit.jupiter.api.Test;

/** The ends of a sign-in: a reload, a second tab, a logout. */
class SignInTest extends SpaJourney {

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
