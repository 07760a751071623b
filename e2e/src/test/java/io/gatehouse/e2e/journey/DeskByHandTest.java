package io.gatehouse.e2e.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import io.gatehouse.e2e.api.OrdersApi;
import io.gatehouse.e2e.api.Refusal;
import io.gatehouse.e2e.desk.Chromium;
import io.gatehouse.e2e.desk.Desk;
import io.gatehouse.e2e.people.People;
import io.gatehouse.e2e.people.Person;
import io.gatehouse.e2e.realm.Newcomer;
import io.gatehouse.e2e.stack.Deployment;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The desk without a mouse, and without scripts. */
@Order(5)
class DeskByHandTest {

  private static final int FAR = 60;
  private static final String HASH = UUID.randomUUID().toString().replace("-", "").repeat(2);

  @Test
  void aPartnerAndAKeyAreMadeWithTheKeyboardAlone() {
    try (Desk ada = Chromium.launch().newDesk().signIn(Person.ADA, "/")) {
      Page page = ada.page();
      page.keyboard().press("Tab");
      assertEquals("Skip to content", focused(page));
      page.keyboard().press("Enter");
      assertEquals("main", page.evaluate("() => document.activeElement.id"));
      tabTo(page, "Partners", true);
      page.keyboard().press("Enter");
      page.waitForURL("**/partners");
      tabTo(page, "New partner", false);
      page.keyboard().press("Enter");
      page.waitForURL("**/partners/new");
      String name = "By keyboard " + UUID.randomUUID();
      tabTo(page, "name", false);
      page.keyboard().type(name);
      tabTo(page, "contactEmail", false);
      page.keyboard().type("it@partner.example");
      tabTo(page, "scopes", false);
      page.keyboard().press("Space");
      tabTo(page, "Create partner", false);
      page.keyboard().press("Enter");
      assertThat(heading(page, name)).isVisible();
      tabTo(page, "Create key", false);
      page.keyboard().press("Enter");
      page.waitForURL("**/keys/new");
      tabTo(page, "name", false);
      page.keyboard().type("nightly");
      tabTo(page, "scopes", false);
      page.keyboard().press("Space");
      page.keyboard().press("Enter");
      assertThat(page.getByTestId("api-key")).isVisible();
      tabTo(page, "Done, I have copied it", false);
      page.keyboard().press("Enter");
      page.waitForURL(url -> url.matches(".*/keys/[^/]+"));
      tabTo(page, "Revoke", false);
      page.keyboard().press("Enter");
      page.waitForURL("**/revoke");
      tabTo(page, "reason", false);
      page.keyboard().type("end of the test");
      page.keyboard().press("Enter");
      assertThat(page.getByText("everywhere").first()).isVisible();
    }
  }

  @Test
  void everyChangeWorksWithoutScripts() {
    try (Desk ada = Chromium.launch().newDeskWithoutScripts().signIn(Person.ADA, "/partners/new");
        Newcomer person = new Newcomer()) {
      String partner = makesAndMendsAPartner(ada.page());
      makesAndEndsAKey(ada.page());
      imports(ada, partner);
      makesAndEndsAWebhook(ada);
      shutsAPersonOut(ada, person);
      ada.open("/sessions");
      ada.page().locator("tr").filter(has("this one")).getByRole(AriaRole.BUTTON).click();
      assertTrue(ada.page().url().endsWith("/logged-out"), ada.page().url());
    }
  }

  /** Its id. */
  private static String makesAndMendsAPartner(Page page) {
    String name = "No script " + UUID.randomUUID();
    page.locator("#name").fill(name);
    page.locator("#contactEmail").fill("it@partner.example");
    page.locator("input[value='orders:read']").check();
    press(page, "Create partner");
    assertThat(heading(page, name)).isVisible();
    follow(page, "Edit partner");
    page.locator("#name").fill(name + " Ltd");
    press(page, "Save changes");
    assertThat(heading(page, name + " Ltd")).isVisible();
    return page.url().replaceAll(".*/partners/([^?/]+).*", "$1");
  }

  private static void makesAndEndsAKey(Page page) {
    follow(page, "Create key");
    page.locator("#name").fill("nightly");
    page.locator("input[value='orders:read']").check();
    page.locator("#limitRequests").fill("50");
    press(page, "Create key");
    String secret = page.getByTestId("api-key").textContent().strip();
    new OrdersApi(secret).list().then().statusCode(200);
    follow(page, "Done, I have copied it");
    assertThat(page.getByText("50 a second")).isVisible();
    String key = page.url();

    page.locator("a[href$='/limit']").click();
    page.locator("#limitRequests").fill("100");
    page.locator("#limitPeriod").selectOption("PT1M");
    press(page, "Save the limit");
    assertThat(page.getByText("100 a minute")).isVisible();

    follow(page, "Rotate");
    press(page, "Rotate key");
    String next = page.getByTestId("api-key").textContent().strip();
    page.navigate(key);
    assertThat(page.getByText("A rotation is under way")).isVisible();
    assertThat(page.locator("[data-countdown]")).containsText("23 h 59 min");
    follow(page, "Call the rotation off…");
    press(page, "Call the rotation off");
    assertThat(page.getByText("The rotation is called off")).isVisible();
    new OrdersApi(secret).list().then().statusCode(200);
    new OrdersApi(next).list().then().statusCode(401);

    follow(page, "Disable");
    press(page, "Disable key");
    assertThat(page.getByText("The key is disabled")).isVisible();
    press(page, "Enable");
    assertThat(page.getByText("The key is enabled again")).isVisible();
    follow(page, "Revoke");
    page.locator("#reason").fill("end of the test");
    press(page, "Revoke key");
    // The page looks again by itself until everybody has it.
    assertThat(page.getByText("everywhere").first()).isVisible();
    Refusal.expect(new OrdersApi(secret).list(), 401, "key_revoked");
  }

  private static void imports(Desk ada, String partner) {
    ada.open("/import");
    for (String result : new String[] {"created", "existing"}) {
      ada.page()
          .locator("#file")
          .setInputFiles(new FilePayload("batch.json", "application/json", batch(partner)));
      press(ada.page(), "Import the keys");
      assertThat(ada.page().locator("tbody tr").first()).containsText(result);
      assertThat(ada.page().locator("tbody tr").last()).containsText("refused");
      follow(ada.page(), "Import more");
    }
  }

  /** A key that is taken and one that cannot be. */
  private static byte[] batch(String partner) {
    return """
    {"items":[
     {"externalId":"old-%1$s","partnerId":"%1$s","key":{"name":"taken over","environment":"live","scopes":["orders:read"]},
      "hash":{"algorithm":"sha256","value":"%2$s"}},
     {"externalId":"bad-%1$s","partnerId":"%1$s","key":{"name":"bad","environment":"live","scopes":["orders:read"]},
      "hash":{"algorithm":"sha256","value":"short"}}]}
    """
        .formatted(partner, HASH)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static void makesAndEndsAWebhook(Desk ada) {
    Page page = ada.page();
    ada.open("/webhooks/new");
    page.locator("#url").fill("http://127.0.0.1:9/nobody-listens");
    page.locator("input[value='key.revoked']").check();
    press(page, "Create webhook");
    assertThat(page.locator("#webhook-secret")).isVisible();
    String webhook = page.url().replaceAll("[?].*", "");
    press(page, "Disable");
    press(page, "Enable");
    follow(page, "New secret…");
    press(page, "Give it a new secret");
    assertThat(page.locator("#webhook-secret")).isVisible();
    page.navigate(webhook);
    assertEquals(0, page.locator("#webhook-secret").count(), "it is shown once");
    follow(page, "Delete…");
    press(page, "Delete webhook");
    assertThat(page.getByText("The webhook is gone.")).isVisible();
  }

  private static void shutsAPersonOut(Desk ada, Newcomer person) {
    Page page = ada.page();
    String token = People.atTheSpa(person.name, Newcomer.PASSWORD, "openid orders:read").access();
    ada.open("/people?q=" + person.name);
    follow(page, person.name);
    follow(page, "End all logins…");
    page.locator("#reason").fill("left the company");
    press(page, "End all logins");
    assertThat(page.getByText("everywhere").first()).isVisible();
    assertThat(page.getByText("left the company")).isVisible();
    Refusal.expect(new OrdersApi(token).list(), 401);
    ada.open("/people/" + person.id);
    follow(page, "Disable…");
    page.locator("#reason").fill("left the company");
    press(page, "Disable " + person.name);
    assertThat(page.getByText("everywhere").first()).isVisible();
    assertEquals(false, enabled(person));
    ada.open("/people/" + person.id);
    press(page, "Enable");
    assertThat(page.getByText("The person can sign in again.")).isVisible();
    assertEquals(true, enabled(person));
  }

  private static boolean enabled(Newcomer person) {
    return person
        .asAdmin()
        .get(Deployment.KEYCLOAK + "/admin/realms/gatehouse/users/" + person.id)
        .path("enabled");
  }

  /** Goes on with Tab, or back, until what has the focus is called so. */
  private static void tabTo(Page page, String name, boolean back) {
    for (int i = 0; i < FAR && !focused(page).equals(name); i++) {
      page.keyboard().press(back ? "Shift+Tab" : "Tab");
    }
    assertEquals(name, focused(page), "reached by Tab at " + page.url());
    assertTrue(
        (Boolean)
            page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle !== 'none'"),
        name + " shows that it has the focus");
  }

  private static String focused(Page page) {
    return String.valueOf(
        page.evaluate(
            "() => { const e = document.activeElement;"
                + " return e.name || (e.textContent || '').trim().slice(0, 40); }"));
  }

  private static void press(Page page, String button) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button).setExact(true))
        .click();
  }

  private static void follow(Page page, String link) {
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(link).setExact(true)).click();
  }

  private static Locator.FilterOptions has(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }

  private static Locator heading(Page page, String name) {
    return page.getByRole(
        AriaRole.HEADING, new Page.GetByRoleOptions().setName(name).setExact(true));
  }
}
