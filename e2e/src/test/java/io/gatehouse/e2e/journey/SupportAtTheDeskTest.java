package io.gatehouse.e2e.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.oneOf;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.gatehouse.e2e.api.AuthApi;
import io.gatehouse.e2e.desk.Chromium;
import io.gatehouse.e2e.desk.Desk;
import io.gatehouse.e2e.people.People;
import io.gatehouse.e2e.people.Person;
import io.gatehouse.e2e.stack.Deployment;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** sam looks at all and changes nothing, whatever he sends. */
@Order(5)
class SupportAtTheDeskTest {

  @Test
  void supportLooksButCannotChangeNotEvenByAForgedPost() {
    AuthApi api = new AuthApi(People.atTheTerminal(Person.ADA).access());
    String partner = api.createPartner(List.of("orders:read"));
    AuthApi.Key key = api.createKey(partner, "orders:read");
    try (Chromium chromium = Chromium.launch();
        Desk sam = chromium.newDesk().signIn(Person.SAM, "/partners")) {
      assertEquals(200, sam.open("/partners/" + partner));
      assertThat(
              sam.page()
                  .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Create key")))
          .isDisabled();
      sam.expectAccessible();
      assertEquals(200, sam.open("/keys/" + key.id()));
      sam.expectAccessible();
      assertEquals(403, sam.open("/partners/new"));
      assertEquals(200, sam.open("/people"));

      String csrf = sam.hidden("csrf");
      String cookie = sam.session().orElseThrow().value;
      refused(post(cookie, csrf).formParam("name", "x").post("/partners"));
      refused(post(cookie, csrf).formParam("name", "x").post("/partners/" + partner));
      refused(
          post(cookie, csrf)
              .formParam("name", "x")
              .formParam("environment", "live")
              .formParam("scopes", "orders:read")
              .post("/partners/" + partner + "/keys"));
      refused(post(cookie, csrf).formParam("reason", "x").post("/keys/" + key.id() + "/revoke"));
    }
    api.request().get("/v1/keys/{id}", key.id()).then().body("state", is("active"));
    api.request().get("/v1/partners/{id}/keys", partner).then().body("items.size()", is(1));
  }

  @Test
  void changeIsRefusedWithoutTheTokenOfTheSessionOrFromAnotherOrigin() {
    AuthApi api = new AuthApi(People.atTheTerminal(Person.ADA).access());
    String partner = api.createPartner(List.of("orders:read"));
    try (Chromium chromium = Chromium.launch();
        Desk ada = chromium.newDesk().signIn(Person.ADA, "/partners")) {
      String csrf = ada.hidden("csrf");
      String cookie = ada.session().orElseThrow().value;
      String path = "/partners/" + partner;

      refused(post(cookie, "").formParam("name", "forged").post(path));
      refused(post(cookie, csrf + "x").formParam("name", "forged").post(path));
      refused(
          post(cookie, csrf)
              .header("Origin", "https://evil.example")
              .formParam("name", "forged")
              .post(path));
      refused(
          post(cookie, csrf)
              .header("Sec-Fetch-Site", "cross-site")
              .formParam("name", "forged")
              .post(path));
    }
    String name = api.request().get("/v1/partners/{id}", partner).path("name");
    assertEquals(true, name.startsWith("e2e "), "the partner is called " + name);
  }

  private static RequestSpecification post(String cookie, String csrf) {
    return given()
        .baseUri(Deployment.ADMIN)
        .redirects()
        .follow(false)
        .header("Cookie", Desk.COOKIE + "=" + cookie)
        .formParam("csrf", csrf);
  }

  private static void refused(Response response) {
    response.then().statusCode(oneOf(400, 403));
  }
}
