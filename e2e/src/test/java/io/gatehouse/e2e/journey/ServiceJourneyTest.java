package io.gatehouse.e2e.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.gatehouse.e2e.stack.Deployment.KEYCLOAK;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.gatehouse.e2e.desk.Chromium;
import io.gatehouse.e2e.desk.Desk;
import io.gatehouse.e2e.people.People;
import io.gatehouse.e2e.people.Person;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** admin-service reads people from Keycloak as itself, not as the person at the desk. */
@Order(5)
class ServiceJourneyTest {

  @Test
  void peopleOfTheRealmAreShownByTheServicesOwnAccount() {
    try (Chromium chromium = Chromium.launch();
        Desk ada = chromium.newDesk().signIn(Person.ADA, "/people")) {
      for (Person person : Person.values()) {
        assertThat(
                ada.page()
                    .getByRole(
                        AriaRole.ROWHEADER,
                        new Page.GetByRoleOptions().setName(person.username()).setExact(true)))
            .isVisible();
      }
      ada.open("/people?q=alice");
      assertThat(ada.page().getByRole(AriaRole.ROWHEADER)).hasCount(1);
      ada.expectAccessible();
    }
    // ada herself may not read people at Keycloak: the page shows that somebody else did.
    assertEquals(403, users(People.atTheTerminal(Person.ADA).access()));
  }

  @Test
  void serviceAccountThatSeesToPeopleMayChangeNoAppAndNoRule() {
    String service = People.service("admin-service");

    given()
        .header("Authorization", "Bearer " + service)
        .get(KEYCLOAK + "/admin/realms/gatehouse/users")
        .then()
        .statusCode(200)
        .body("username", hasItem("alice"));
    refused(service, "/clients", "{\"clientId\":\"mallory\"}");
    refused(service, "/roles", "{\"name\":\"mallory\"}");
    refused(service, "/client-scopes", "{\"name\":\"mallory\",\"protocol\":\"openid-connect\"}");
  }

  private static void refused(String token, String path, String body) {
    given()
        .header("Authorization", "Bearer " + token)
        .contentType("application/json")
        .body(body)
        .post(KEYCLOAK + "/admin/realms/gatehouse" + path)
        .then()
        .statusCode(403);
  }

  private static int users(String token) {
    return given()
        .header("Authorization", "Bearer " + token)
        .get(KEYCLOAK + "/admin/realms/gatehouse/users")
        .statusCode();
  }
}
