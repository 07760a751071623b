package io.gatehouse.e2e.realm;

import static io.gatehouse.e2e.stack.Deployment.KEYCLOAK;
import static io.gatehouse.e2e.stack.Deployment.REALM;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;

import io.gatehouse.e2e.people.People;
import io.gatehouse.e2e.people.Tokens;
import org.junit.jupiter.api.Test;

/** What is kept of what was done: without it nobody could tell afterwards, nor catch up. */
class EventPolicyTest {

  private static final String ADMIN = KEYCLOAK + "/admin/realms/gatehouse";

  @Test
  void eventsOfPeopleAreKeptFailuresAndReplaysAmongThem() {
    try (Newcomer person = new Newcomer()) {
      person.login("not their password");
      Tokens tokens = People.atTheSpa(person.name, Newcomer.PASSWORD, "openid");
      refresh(tokens, 200);
      refresh(tokens, 400);

      person
          .asAdmin()
          .queryParam("user", person.id)
          .get(ADMIN + "/events")
          .then()
          .statusCode(200)
          .body("type", hasItems("LOGIN_ERROR", "LOGIN", "CODE_TO_TOKEN"));
      // Keycloak names the login of a replay, and not the person.
      person
          .asAdmin()
          .queryParam("type", "REFRESH_TOKEN_ERROR")
          .get(ADMIN + "/events")
          .then()
          .statusCode(200)
          .body("sessionId", hasItem(Tokens.claims(tokens.access()).getString("sid")));
    }
  }

  @Test
  void actsOfAdministratorsAreKeptWithWhatTheyChanged() {
    try (Newcomer person = new Newcomer()) {
      person.disable();

      person
          .asAdmin()
          .queryParam("resourcePath", "users/" + person.id)
          .queryParam("operationTypes", "UPDATE")
          .get(ADMIN + "/admin-events")
          .then()
          .statusCode(200)
          .body("representation", hasItem(containsString("\"enabled\":false")));
    }
  }

  private static void refresh(Tokens tokens, int status) {
    given()
        .formParam("grant_type", "refresh_token")
        .formParam("client_id", "orders-spa")
        .formParam("refresh_token", tokens.refresh())
        .post(REALM + "/protocol/openid-connect/token")
        .then()
        .statusCode(status);
  }
}
