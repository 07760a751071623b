package io.gatehouse.e2e.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import io.gatehouse.e2e.api.AuthApi;
import io.gatehouse.e2e.api.OrdersApi;
import io.gatehouse.e2e.api.Refusal;
import io.gatehouse.e2e.desk.Chromium;
import io.gatehouse.e2e.desk.Desk;
import io.gatehouse.e2e.people.People;
import io.gatehouse.e2e.people.Person;
import io.gatehouse.e2e.stack.Command;
import io.gatehouse.e2e.stack.Deployment;
import io.gatehouse.e2e.stack.OrdersReplicas;
import io.gatehouse.e2e.stack.Replica;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** ada works at the dashboard in Chromium. How each page looks is DeskPagesTest's. */
@Order(5)
class AdminJourneyTest {

  /** From where this test calls, be it through a container's network. */
  private static final String NEAR =
      "127.0.0.0/8\n::1/128\n10.0.0.0/8\n172.16.0.0/12\n192.168.0.0/16";

  @Test
  void adminCreatesAPartnerAndAKeyThatIsShownOnceAndWorks() {
    try (Desk ada = newDesk().signIn(Person.ADA, "/")) {
      Page page = ada.page();
      page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
      link(page, "Partners").first().click();
      link(page, "New partner").click();
      String partner = "Desk " + UUID.randomUUID();
      page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill(partner);
      page.getByLabel("Contact e-mail").fill("it@partner.example");
      page.getByLabel("orders:read").check();
      button(page, "Create partner").dblclick();
      assertThat(heading(page, partner)).isVisible();

      link(page, "Create key").click();
      page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("nightly");
      page.getByLabel("orders:read").check();
      page.getByLabel("Allowed networks").fill("not a network");
      button(page, "Create key").click();
      assertThat(page.locator("#cidr-error")).isVisible();
      ada.expectAccessible();
      assertThat(page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)))
          .hasValue("nightly");
      page.getByLabel("Allowed networks").fill(NEAR);
      button(page, "Create key").click();
      Locator shown = page.getByTestId("api-key");
      assertThat(shown).isVisible();
      ada.expectAccessible();
      ada.picture("key-secret");
      String key = shown.textContent().strip();
      assertTrue(key.matches("gk_live_[0-9A-Za-z]{65}"), "form of the key");
      button(page, "Copy key").click();
      assertThat(button(page, "Copied")).isVisible();
      assertEquals(key, page.evaluate("() => navigator.clipboard.readText()"));
      curlWorks(page.locator("#try").textContent());

      page.reload();
      assertFalse(page.content().contains(key), "the key is shown again on reload");
      ada.open("/partners?q=" + partner.replace(" ", "%20"));
      assertEquals(1, link(page, partner).count(), "two clicks, one partner");
      link(page, partner).click();
      link(page, "nightly").click();
      assertFalse(page.content().contains(key), "the key is on its page");

      link(page, "Revoke").click();
      page.getByLabel("Reason").fill("end of the test");
      button(page, "Revoke key").click();
      assertThat(page.getByText("revoked").first()).isVisible();
      Refusal.expect(new OrdersApi(key).list(), 401, "key_revoked");
      ada.expectNoTokenAnywhere();
    }
  }

  private static void curlWorks(String command) {
    Command answer = Command.run(command + " -sS --fail-with-body", Duration.ofSeconds(30));
    assertEquals(0, answer.exitCode(), answer.output());
    assertTrue(answer.output().contains("\"items\""), answer.output());
  }

  @Test
  void theReceiptFillsInVerifierByVerifierWhileOneWatches() throws IOException {
    Replica slow = OrdersReplicas.last();
    AuthApi api = new AuthApi(People.atTheTerminal(Person.ADA).access());
    AuthApi.Key doomed = api.createKey(api.createPartner(List.of("orders:read")), "orders:read");
    try (Desk ada = newDesk().signIn(Person.ADA, "/keys/" + doomed.id() + "/revoke")) {
      Page page = ada.page();
      page.getByLabel("Reason").fill("=cmd|' /C calc'!A0");
      try {
        // It has five seconds until nobody waits for it any more.
        slow.freeze();
        button(page, "Revoke key").click();
        assertThat(page.getByText("waiting", new Page.GetByTextOptions().setExact(true)))
            .hasCount(1);
        assertThat(page.getByText("applied", new Page.GetByTextOptions().setExact(true)).first())
            .isVisible();
        page.evaluate("() => { window.watching = true; }");
        ada.expectAccessible();
        ada.picture("receipt-on-its-way");
      } finally {
        slow.thaw();
      }
      assertThat(page.getByText("everywhere").first()).isVisible();
      assertEquals(true, page.evaluate("() => window.watching"), "without loading it again");
      exportHoldsNoFormula(ada, doomed);
    }
  }

  private static void exportHoldsNoFormula(Desk ada, AuthApi.Key key) throws IOException {
    Page page = ada.page();
    ada.open("/audit?target=key&targetId=" + key.id());
    assertThat(page.getByText("key.revoke").first()).isVisible();
    Download csv = page.waitForDownload(() -> link(page, "Export CSV").click());
    String table = Files.readString(csv.path());
    assertTrue(table.contains("key.revoke"), "the export has the revocation");
    assertFalse(table.contains(",\"="), "a formula in the export");
    Download lines = page.waitForDownload(() -> link(page, "Export JSON lines").click());
    for (String line : Files.readAllLines(lines.path())) {
      assertTrue(line.startsWith("{") && line.contains(key.id()), line);
    }
  }

  @Test
  void searchFindsWhileOneTypesTheAddressKeepsItAndTheCountdownRuns() {
    AuthApi api = new AuthApi(People.atTheTerminal(Person.ADA).access());
    AuthApi.Key turning = api.createKey(api.createPartner(List.of("orders:read")), "orders:read");
    api.request()
        .body("{\"gracePeriod\":\"PT24H\"}")
        .post("/v1/keys/{id}/rotate", turning.id())
        .then()
        .statusCode(200);
    try (Desk ada = newDesk().signIn(Person.ADA, "/partners")) {
      Page page = ada.page();
      page.getByLabel("Search partners").pressSequentially("nobody-of-this-name");
      assertThat(page.getByText("No partner matches")).isVisible();
      page.waitForURL(url -> url.contains("q=nobody-of-this-name"));
      ada.open("/keys/" + turning.id());
      Locator left = page.locator("[data-countdown]");
      assertThat(left).hasText(Pattern.compile("23:5\\d:\\d\\d"));
      assertThat(left).not().hasText(left.textContent());
    }
  }

  @Test
  void sessionCookieIsAnIdAloneAndOpensNothingAfterLogout() {
    try (Desk ada = newDesk().signIn(Person.ADA, "/partners");
        Desk thief = newDesk()) {
      assertEquals(Deployment.ADMIN + "/partners", ada.page().url(), "back where she wanted to go");
      Cookie cookie = ada.session().orElseThrow();
      hasEveryProtection(cookie);
      ada.expectNoTokenAnywhere();
      thief.plant(cookie);
      assertEquals(200, thief.open("/partners"));
      assertEquals(Deployment.ADMIN + "/partners", thief.page().url(), "the copy is a good one");

      button(ada.page(), "Sign out").click();

      assertThat(heading(ada.page(), "Signed out")).isVisible();
      ada.expectNoTokenAnywhere();
      assertTrue(ada.session().isEmpty(), "the browser has forgotten the cookie");
      thief.open("/partners");
      assertTrue(thief.page().url().startsWith(Deployment.REALM), thief.page().url());
      // Keycloak has forgotten her too: no silent way back in.
      ada.open("/");
      assertThat(ada.page().locator("#password")).isVisible();
    }
  }

  private static void hasEveryProtection(Cookie cookie) {
    assertTrue(cookie.secure, "Secure");
    assertTrue(cookie.httpOnly, "HttpOnly");
    assertEquals(SameSiteAttribute.LAX, cookie.sameSite);
    assertEquals("/", cookie.path);
    assertEquals(-1, cookie.expires, "it ends with the browser, or on the server");
    assertTrue(cookie.value.matches("[A-Za-z0-9_-]{43,128}"), "an id, not a token");
  }

  private static Desk newDesk() {
    return Chromium.launch().newDesk();
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
