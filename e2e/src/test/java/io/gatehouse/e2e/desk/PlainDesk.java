package io.gatehouse.e2e.desk;

import static io.gatehouse.e2e.stack.Deployment.ADMIN;
import static io.restassured.RestAssured.given;

import io.gatehouse.e2e.people.Page;
import io.gatehouse.e2e.people.Person;
import io.gatehouse.e2e.people.PlainBrowser;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody who is signed in at the dashboard, seen through one request at a time. */
public record PlainDesk(PlainBrowser browser) {

  private static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");

  /** A login that has begun: the browser shows Keycloak's page, and nobody has typed anything. */
  public record UnderWay(PlainBrowser browser, Page form) {

    public PlainDesk finish(Person person) {
      browser.submit(
          form, Map.of("username", person.username(), "password", person.password()), ADMIN + "/?");
      return new PlainDesk(browser);
    }
  }

  public static UnderWay begin() {
    PlainBrowser browser = new PlainBrowser();
    return new UnderWay(browser, browser.open(ADMIN + "/login", ADMIN + "/?"));
  }

  public static PlainDesk of(Person person) {
    PlainDesk desk = begin().finish(person);
    desk.overview().then().statusCode(200);
    return desk;
  }

  /** The first step of a login, by somebody who is not signed in. */
  public static Response login() {
    return page().get(ADMIN + "/login");
  }

  public Response overview() {
    return get(ADMIN + "/");
  }

  /** Asks any replica with the cookie that it has now; follows no redirect. */
  public Response get(String url) {
    return request().get(url);
  }

  /** What sends a form of ours: with the cookie, and the token of this page. */
  public RequestSpecification form(String page) {
    Matcher token = CSRF.matcher(get(page).asString());
    if (!token.find()) {
      throw new AssertionError("no form on " + page);
    }
    return request().formParam("csrf", token.group(1));
  }

  private RequestSpecification request() {
    return page().header("Cookie", browser.cookies(ADMIN));
  }

  private static RequestSpecification page() {
    return given().accept("text/html").redirects().follow(false);
  }
}
