package io.gatehouse.e2e.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import io.gatehouse.e2e.api.OrdersApi;
import io.gatehouse.e2e.api.Refusal;
import io.gatehouse.e2e.desk.Chromium;
import io.gatehouse.e2e.desk.Desk;
import io.gatehouse.e2e.people.Person;
import io.gatehouse.e2e.stack.Deployment;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** ada works at the dashboard in Chromium. */
@Order(5)
class AdminJourneyTest {

  private static @Nullable Chromium chromium;

  @BeforeAll
  static void launch() {
    chromium = Chromium.launch();
  }

  @AfterAll
  static void close() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @Test
  void adminCreatesAPartnerAndAKeyThatIsShownOnceAndWorks() {
    try (Desk ada = newDesk().signIn(Person.ADA, "/")) {
      Page page = ada.page();
      ada.expectAccessible();
      link(page, "Partners").first().click();
      ada.expectAccessible();
      link(page, "New partner").click();
      ada.expectAccessible();
      String partner = "Desk " + UUID.randomUUID();
      page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill(partner);
      page.getByLabel("Contact e-mail").fill("it@partner.example");
      page.getByLabel("orders:read").check();
      button(page, "Create partner").click();
      assertThat(heading(page, partner)).isVisible();
      ada.expectAccessible();

      link(page, "Create key").click();
      ada.expectAccessible();
      page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("nightly");
      page.getByLabel("orders:read").check();
      button(page, "Create key").click();
      Locator shown = page.getByTestId("api-key");
      assertThat(shown).isVisible();
      ada.expectAccessible();
      String key = shown.textContent().strip();
      assertTrue(key.matches("gk_live_[0-9A-Za-z]{65}"), "form of the key");
      new OrdersApi(key).list().then().statusCode(200);

      page.reload();
      assertFalse(page.content().contains(key), "the key is shown again on reload");
      ada.expectAccessible();
      ada.open("/partners?q=" + partner.replace(" ", "%20"));
      link(page, partner).click();
      link(page, "nightly").click();
      assertFalse(page.content().contains(key), "the key is on its page");
      ada.expectAccessible();

      link(page, "Revoke").click();
      ada.expectAccessible();
      page.getByLabel("Reason").fill("end of the test");
      button(page, "Revoke key").click();
      assertThat(page.getByText("revoked").first()).isVisible();
      Refusal.expect(new OrdersApi(key).list(), 401, "key_revoked");
      ada.expectNoTokenAnywhere();
    }
  }

  @Test
  void sessionCookieIsAnIdAloneWithEveryProtection() {
    try (Desk ada = newDesk().signIn(Person.ADA, "/partners")) {
      Cookie cookie = ada.session().orElseThrow();

      assertTrue(cookie.secure, "Secure");
      assertTrue(cookie.httpOnly, "HttpOnly");
      assertEquals(SameSiteAttribute.LAX, cookie.sameSite);
      assertEquals("/", cookie.path);
      assertEquals(-1, cookie.expires, "it ends with the browser, or on the server");
      assertTrue(cookie.value.matches("[A-Za-z0-9_-]{43,128}"), "an id, not a token");
      assertEquals(Deployment.ADMIN + "/partners", ada.page().url(), "back where she wanted to go");
      ada.expectNoTokenAnywhere();
    }
  }

  @Test
  void oldCookieOpensNothingAfterLogout() {
    try (Desk ada = newDesk().signIn(Person.ADA, "/");
        Desk thief = newDesk()) {
      Cookie cookie = ada.session().orElseThrow();
      thief.plant(cookie);
      assertEquals(200, thief.open("/partners"));
      assertEquals(Deployment.ADMIN + "/partners", thief.page().url(), "the copy is a good one");

      button(ada.page(), "Sign out").click();

      assertThat(heading(ada.page(), "Signed out")).isVisible();
      ada.expectAccessible();
      ada.expectNoTokenAnywhere();
      assertTrue(ada.session().isEmpty(), "the browser has forgotten the cookie");
      thief.open("/partners");
      assertTrue(thief.page().url().startsWith(Deployment.REALM), thief.page().url());
      // Keycloak has forgotten her too: no silent way back in.
      ada.open("/");
      assertThat(ada.page().locator("#password")).isVisible();
    }
  }

  @Test
  void customerGetsAPlain403Page() {
    try (Desk alice = newDesk().signIn(Person.ALICE, "/")) {
      for (String path : new String[] {"/", "/partners", "/people", "/sessions/all"}) {
        assertEquals(403, alice.open(path), path);
        assertThat(alice.page().getByRole(AriaRole.HEADING).first()).containsText("Not allowed");
      }
      alice.expectAccessible();
      alice.expectNoTokenAnywhere();
    }
  }

  @Test
  void everyPageIsAccessibleInLightAndDarkAndNarrow() {
    try (Desk ada = newDesk().signIn(Person.ADA, "/")) {
      for (String path :
          new String[] {"/", "/partners", "/people", "/sessions", "/sessions/all", "/nothing"}) {
        ada.open(path);
        ada.expectAccessible();
        ada.page().emulateMedia(DARK);
        ada.expectAccessible();
        ada.page().emulateMedia(LIGHT);
        ada.page().setViewportSize(360, 740);
        assertEquals(List.of(), ada.tooWide(), path + " scrolls sideways at 360 px");
        ada.page().setViewportSize(1280, 800);
      }
    }
  }

  private static final Page.EmulateMediaOptions DARK =
      new Page.EmulateMediaOptions()
          .setColorScheme(com.microsoft.playwright.options.ColorScheme.DARK);
  private static final Page.EmulateMediaOptions LIGHT =
      new Page.EmulateMediaOptions()
          .setColorScheme(com.microsoft.playwright.options.ColorScheme.LIGHT);

  private static Desk newDesk() {
    return java.util.Objects.requireNonNull(chromium).newDesk();
  }

  private static Locator link(Page page, String name) {
    return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Locator heading(Page page, String name) {
    return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name));
  }
}
