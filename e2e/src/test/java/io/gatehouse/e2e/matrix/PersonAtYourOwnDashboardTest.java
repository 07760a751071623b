package io.gatehouse.e2e.matrix;

import static io.gatehouse.e2e.stack.Deployment.ADMIN;
import static io.gatehouse.e2e.stack.Deployment.KEYCLOAK;
import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gatehouse.e2e.api.WithinASecond;
import io.gatehouse.e2e.people.Page;
import io.gatehouse.e2e.people.PlainBrowser;
import io.gatehouse.e2e.realm.Newcomer;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A person at the dashboard: server-side session; ended by the session, or all of a person's. */
class PersonAtYourOwnDashboardTest {

  private final Newcomer person = new Newcomer().becomes("support");

  @AfterEach
  void gone() {
    person.close();
  }

  @Test
  void sessionIsOverAndItsCookieOpensNothing() {
    PlainBrowser browser = login();
    assertEquals(200, overview(browser));
    String session =
        person
            .asAdmin()
            .get(KEYCLOAK + "/admin/realms/gatehouse/users/" + person.id + "/sessions")
            .then()
            .statusCode(200)
            .extract()
            .path("[0].id");

    Ledger.revoke("session", session).answered(303, () -> overview(browser));
  }

  @Test
  void everySessionOfAPersonIsOver() {
    PlainBrowser here = login();
    PlainBrowser elsewhere = login();
    assertEquals(200, overview(here));
    assertEquals(200, overview(elsewhere));

    WithinASecond revoked = Ledger.revoke("user", person.id);

    revoked.answered(303, () -> overview(here));
    revoked.answered(303, () -> overview(elsewhere));
  }

  private PlainBrowser login() {
    PlainBrowser browser = new PlainBrowser();
    Page form = browser.open(ADMIN + "/login", ADMIN + "/?");
    browser.submit(
        form, Map.of("username", person.name, "password", Newcomer.PASSWORD), ADMIN + "/?");
    return browser;
  }

  private static int overview(PlainBrowser browser) {
    return given()
        .accept("text/html")
        .redirects()
        .follow(false)
        .header("Cookie", browser.cookies(ADMIN))
        .get(ADMIN + "/")
        .statusCode();
  }
}
