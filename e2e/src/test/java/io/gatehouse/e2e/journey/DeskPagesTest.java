package io.gatehouse.e2e.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.gatehouse.e2e.api.AuthApi;
import io.gatehouse.e2e.api.OrdersApi;
import io.gatehouse.e2e.desk.Chromium;
import io.gatehouse.e2e.desk.Desk;
import io.gatehouse.e2e.people.People;
import io.gatehouse.e2e.people.Person;
import io.gatehouse.e2e.people.Tokens;
import io.gatehouse.e2e.stack.Deployment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Every page of the desk as ada, sam and alice see it. Its pictures stay in target/screenshots. */
@Order(5)
class DeskPagesTest {

  private static final String WHY_NOT =
      "Your role (support) can look at everything and change nothing.";

  /** What support may send: the end of their own logins. */
  private static final String OF_ONES_OWN = "/logout|/sessions/[^/]+/end";

  /** No pages: what a login passes through, files and streams. */
  private static final Set<String> NO_PAGES =
      Set.of("/login", "/audit/export", "/revocations/{sequence}/receipt/events");

  /** Pages of ours by name. */
  private static final Map<String, String> PAGES = new LinkedHashMap<>();

  @BeforeAll
  static void somethingOnEachPage() {
    AuthApi api = new AuthApi(People.atTheTerminal(Person.ADA).access());
    String partner = api.createPartner(List.of("orders:read"));
    AuthApi.Key used = api.createKey(partner, "orders:read");
    new OrdersApi(used.secret()).list().then().statusCode(200);
    rotate(api, used);
    AuthApi.Key gone = api.createKey(partner, "orders:read");
    api.revoke(gone);
    int revocation =
        api.request()
            .get("/v1/revocations/newest?target=key&id=" + gone.id())
            .then()
            .statusCode(200)
            .extract()
            .path("items[0].sequence");
    ofPartners(partner, used.id());
    ofPeopleAndApps();
    ofTheWayOut(revocation);
    ofRecords(api.createWebhook("http://127.0.0.1:9/nobody-listens"));
    PAGES.put("nothing-waits", "/continue");
    PAGES.put("signed-out", "/logged-out");
    PAGES.put("not-signed-in", "/login/failed");
  }

  private static void rotate(AuthApi api, AuthApi.Key key) {
    api.request()
        .body(Map.of("gracePeriod", "PT24H"))
        .post("/v1/keys/{id}/rotate", key.id())
        .then()
        .statusCode(200);
  }

  private static void ofPartners(String partner, String key) {
    PAGES.put("overview", "/");
    PAGES.put("overview-day", "/?span=day");
    PAGES.put("partners", "/partners");
    PAGES.put("partners-none", "/partners?q=nobody-of-this-name");
    PAGES.put("partner-new", "/partners/new");
    PAGES.put("partner", "/partners/" + partner);
    PAGES.put("partner-edit", "/partners/" + partner + "/edit");
    PAGES.put("key-new", "/partners/" + partner + "/keys/new");
    PAGES.put("keys", "/keys");
    PAGES.put("key", "/keys/" + key);
    PAGES.put("key-limit", "/keys/" + key + "/limit");
    PAGES.put("key-rotate", "/keys/" + key + "/rotate");
    PAGES.put("key-call-off", "/keys/" + key + "/rotate/cancel");
    PAGES.put("key-disable", "/keys/" + key + "/disable");
    PAGES.put("key-revoke", "/keys/" + key + "/revoke");
    PAGES.put("key-secret-gone", "/keys/" + key + "/secret");
  }

  private static void ofPeopleAndApps() {
    String alice = "/people/" + idOf(Person.ALICE);
    PAGES.put("people", "/people");
    PAGES.put("person", alice);
    PAGES.put("person-disable", alice + "/disable");
    PAGES.put("apps", "/apps");
    PAGES.put("app", "/apps/insights-app");
    PAGES.put("app-revoke", "/apps/insights-app/revoke");
    PAGES.put("sessions", "/sessions");
    PAGES.put("sessions-all", "/sessions/all");
    PAGES.put("session-end", "/sessions/all/no-such-session/end");
    PAGES.put("sessions-end-persons", "/sessions/all/of/" + idOf(Person.SAM) + "/end-all");
    PAGES.put("sessions-end-all", "/sessions/all/end-all");
  }

  private static void ofTheWayOut(int revocation) {
    PAGES.put("revocations", "/revocations");
    PAGES.put("revocation-new", "/revocations/new");
    PAGES.put("revocation", "/revocations/" + revocation);
    PAGES.put("verifiers", "/verifiers");
  }

  private static void ofRecords(String webhook) {
    PAGES.put("audit", "/audit");
    PAGES.put("audit-verify", "/audit/verify");
    PAGES.put("events", "/events");
    PAGES.put("webhooks", "/webhooks");
    PAGES.put("webhook-new", "/webhooks/new");
    PAGES.put("webhook", "/webhooks/" + webhook);
    PAGES.put("webhook-rotate", "/webhooks/" + webhook + "/rotate");
    PAGES.put("import", "/import");
    PAGES.put("signing-keys", "/signing-keys");
    PAGES.put("signing-keys-rotate", "/signing-keys/rotate");
  }

  private static String idOf(Person person) {
    return Tokens.claims(People.atTheSpa(person).access()).getString("sub");
  }

  /** Whoever adds a page adds it here. */
  @Test
  void noPageIsLeftOut() {
    Map<String, Map<String, ?>> paths =
        given()
            .queryParam("format", "json")
            .get(Deployment.ADMIN + "/q/openapi")
            .then()
            .statusCode(200)
            .extract()
            .path("paths");
    List<String> missed = new ArrayList<>();
    paths.forEach((path, operations) -> {
      String form = path.replaceAll("\\{[^}]*}", "[^/?]+") + "([?].*)?";
      if (operations.containsKey("get")
          && !path.startsWith("/q/")
          && !NO_PAGES.contains(path)
          && PAGES.values().stream().noneMatch(page -> page.matches(form))) {
        missed.add(path);
      }
    });
    assertTrue(paths.containsKey("/partners"), "the document lists pages");
    assertEquals(List.of(), missed);
  }

  @Test
  void everyPageCanBeReadByEverybodyInLightDarkNarrowAndWide() {
    try (Desk ada = Chromium.launch().newDesk().signIn(Person.ADA, "/")) {
      PAGES.forEach((name, path) -> {
        assertEquals(200, ada.open(path), path);
        looksWell(ada, name);
        assertEquals(List.of(), ada.needScripts(), "only scripts make these work on " + name);
      });
      assertEquals(404, ada.open("/nothing"));
      looksWell(ada, "not-found");
      ada.expectNoTokenAnywhere();
    }
  }

  @Test
  void supportSeesEveryPageAndWhyEachButtonIsOff() {
    try (Desk sam = Chromium.launch().newDesk().signIn(Person.SAM, "/partners")) {
      PAGES.forEach((name, path) -> {
        int status = sam.open(path);
        if (status == 200) {
          assertEquals(List.of(), sam.formsBeyond(OF_ONES_OWN), "sam may send on " + name);
          if (sam.page().locator("button:disabled").count() > 0) {
            assertThat(sam.page().locator("#why-not")).hasText(WHY_NOT);
            sam.expectAccessible();
          }
        } else {
          assertEquals(403, status, path);
          assertThat(sam.page().getByText(WHY_NOT)).isVisible();
        }
      });
      sam.open("/signing-keys");
      assertThat(
              sam.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Rotate…")))
          .isDisabled();
      sam.expectNoTokenAnywhere();
    }
  }

  @Test
  void customerGetsAPlain403PageWhereverTheyGo() {
    try (Desk alice = Chromium.launch().newDesk().signIn(Person.ALICE, "/")) {
      List<String> closed =
          PAGES.values().stream()
              .filter(path -> !path.equals("/logged-out") && !path.startsWith("/login"))
              .toList();
      assertEquals(List.of(), alice.thatDoNotSay(closed, 403, "Not allowed"));
      assertEquals(403, alice.open("/people"));
      assertThat(alice.page().getByRole(AriaRole.HEADING).first()).containsText("Not allowed");
      alice.expectAccessible();
      alice.expectNoTokenAnywhere();
    }
  }

  private static void looksWell(Desk desk, String name) {
    desk.expectAccessible();
    desk.picture(name + "-light");
    desk.narrow();
    assertEquals(List.of(), desk.tooWide(), name + " scrolls sideways at 360 px");
    desk.picture(name + "-narrow");
    desk.wide();
    assertEquals(List.of(), desk.tooWide(), name + " scrolls sideways at 1920 px");
    desk.dark();
    desk.expectReadable();
    desk.picture(name + "-dark");
    desk.plain();
  }
}
