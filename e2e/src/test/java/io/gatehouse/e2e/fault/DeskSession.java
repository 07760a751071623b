package io.gatehouse.e2e.fault;

import static io.gatehouse.e2e.stack.Deployment.ADMIN;
import static io.restassured.RestAssured.given;

import io.gatehouse.e2e.people.Page;
import io.gatehouse.e2e.people.Person;
import io.gatehouse.e2e.people.PlainBrowser;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;

/** Somebody who is signed in at the dashboard, seen through one request at a time. */
record DeskSession(PlainBrowser browser) {

  static DeskSession of(Person person) {
    PlainBrowser browser = new PlainBrowser();
    Page form = browser.open(ADMIN + "/login", ADMIN + "/?");
    browser.submit(
        form, Map.of("username", person.username(), "password", person.password()), ADMIN + "/?");
    DeskSession session = new DeskSession(browser);
    session.overview().then().statusCode(200);
    return session;
  }

  /** The first step of a login, by somebody who is not signed in. */
  static Response login() {
    return page().get(ADMIN + "/login");
  }

  Response overview() {
    return page().header("Cookie", browser.cookies(ADMIN)).get(ADMIN + "/");
  }

  private static RequestSpecification page() {
    return given().accept("text/html").redirects().follow(false);
  }
}
