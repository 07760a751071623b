package io.gatehouse.e2e.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.gatehouse.e2e.stack.Deployment.ADMIN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import io.gatehouse.e2e.desk.Chromium;
import io.gatehouse.e2e.desk.Desk;
import io.gatehouse.e2e.people.Person;
import io.gatehouse.e2e.stack.Deployment;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Sessions at the desk, as a browser holds to them. */
@Order(5)
class DeskSessionsTest {

  /** A page of another origin, which nobody serves: the test answers for it. */
  private static final String ELSEWHERE = "http://localhost:18999/";

  @Test
  void anEndedSessionIsOutOnTheVeryNextClickAndMustProveItselfAtKeycloak() {
    String why = "left the screen open " + UUID.randomUUID();
    try (Desk sam = newDesk().signIn(Person.SAM, "/");
        Desk ada = newDesk().signIn(Person.ADA, "/sessions/all?q=sam")) {
      Page page = ada.page();
      page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("End session of sam"))
          .first()
          .click();
      page.getByLabel("Reason").fill(why);
      page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("End the session"))
          .click();
      assertThat(page.getByText("The session has been ended.")).isVisible();
      sam.open("/partners");
      assertTrue(sam.page().url().startsWith(Deployment.REALM), sam.page().url());
      assertThat(sam.page().locator("#password")).isVisible();
      ada.open("/revocations");
      Locator entry = page.locator("tbody tr").filter(new Locator.FilterOptions().setHasText(why));
      assertThat(entry).containsText("session");
    }
  }

  /** Another origin of the same site: what is allowed there is allowed nowhere further away. */
  @Test
  void theDeskIsShownInNoFrameOfAnotherOrigin() {
    try (Desk ada = newDesk().signIn(Person.ADA, "/")) {
      Page page = ada.page();
      goElsewhere(page);
      page.evaluate(
          """
          address => new Promise(done => {
            const frame = document.createElement('iframe');
            frame.onload = done;
            frame.src = address;
            document.body.append(frame);
          })
          """,
          ADMIN + "/partners");
      assertEquals(2, page.frames().size(), "the frame is there");
      for (Frame frame : page.frames()) {
        assertEquals(0, frame.getByText("New partner").count(), frame.url());
      }
    }
  }

  /**
   * To reach the desk, a sibling host has to name a domain, or no cookie: never under this name.
   */
  @Test
  void theBrowserTakesNoSessionCookieFromASibling() {
    try (Desk ada = newDesk().signIn(Person.ADA, "/");
        Desk victim = newDesk()) {
      String attackers = ada.session().orElseThrow().value;
      goElsewhere(victim.page());
      victim.page().evaluate("() => { document.cookie = 'other=taken; path=/'; }");
      for (String cookie :
          List.of(
              Desk.COOKIE + "=" + attackers + "; path=/",
              Desk.COOKIE + "=" + attackers + "; path=/; secure; domain=localhost",
              Desk.COOKIE + "=" + attackers + "; path=/partners; secure",
              "=" + Desk.COOKIE + "=" + attackers + "; path=/")) {
        victim.page().evaluate("cookie => { document.cookie = cookie; }", cookie);
      }
      assertEquals("other=taken", victim.page().evaluate("() => document.cookie"));
      assertTrue(victim.session().map(Cookie::toString).isEmpty(), "no such cookie is taken");
      victim.open("/partners");
      assertTrue(victim.page().url().startsWith(Deployment.REALM), victim.page().url());
    }
  }

  private static void goElsewhere(Page page) {
    page.route(
        ELSEWHERE,
        route ->
            route.fulfill(
                new Route.FulfillOptions()
                    .setContentType("text/html")
                    .setBody("<!doctype html><title>Elsewhere</title><p>Elsewhere</p>")));
    page.navigate(ELSEWHERE);
  }

  private static Desk newDesk() {
    return Chromium.launch().newDesk();
  }
}
