package io.gatehouse.e2e.realm;

import static io.gatehouse.e2e.realm.LedgerLook.ada;
import static io.gatehouse.e2e.realm.LedgerLook.entries;
import static io.gatehouse.e2e.stack.Deployment.KEYCLOAK;
import static io.gatehouse.e2e.stack.Deployment.REALM;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gatehouse.e2e.people.People;
import io.gatehouse.e2e.people.Tokens;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Who is turned away through our API gets no new tokens from Keycloak: the login from which they
 * would come is ended there. While Keycloak is away: {@link LoginToEndLater}.
 */
class LoginsEndTest {

  private static final Duration SOON = Duration.ofSeconds(10);

  private static Newcomer person;

  @BeforeAll
  static void aPersonOfOurOwn() {
    person = new Newcomer();
  }

  @AfterAll
  static void gone() {
    person.close();
  }

  @Test
  void aPersonWhoWasRevokedGetsNoNewTokensAndCanLogInAgain() throws InterruptedException {
    Tokens spa = atTheSpa();
    Tokens insights = atInsights("openid offline_access");

    int sequence = revoke("user", person.id);

    awaitDone(sequence);
    refused(refresh("orders-spa", spa));
    refused(refresh("insights-app", insights));
    // What a token of that very second is worth is another matter (docs/revocation.md).
    Thread.sleep(1000);
    refresh("orders-spa", atTheSpa()).then().statusCode(200);
  }

  @Test
  void aSessionThatWasRevokedEndsAtKeycloakAndThePersonsOthersGoOn() {
    Tokens lost = atTheSpa();
    Tokens other = atTheSpa();

    int sequence = revoke("session", Tokens.claims(lost.access()).getString("sid"));

    awaitDone(sequence);
    refused(refresh("orders-spa", lost));
    refresh("orders-spa", other).then().statusCode(200);
  }

  /** A login that is shared with other apps goes on for them, and nothing looks like a replay. */
  @Test
  void aClientThatWasRevokedRefreshesNothingAndIsNotTakenForAThief() {
    Tokens insights = atInsights("openid");
    Tokens spa = atTheSpa();
    String login = Tokens.claims(insights.access()).getString("sid");

    int sequence = revoke("client", "insights-app");

    awaitDone(sequence);
    long heard = LedgerLook.count("push", "nothing");
    refused(refresh("insights-app", insights));
    refresh("orders-spa", spa).then().statusCode(200);
    Awaitility.await("the listener tells what Keycloak calls a stale token")
        .atMost(SOON)
        .until(() -> LedgerLook.count("push", "nothing") > heard);
    assertEquals(List.of(), entries("session", login));
    assertEquals(
        List.of(login),
        person
            .asAdmin()
            .get(KEYCLOAK + "/admin/realms/gatehouse/users/" + person.id + "/sessions")
            .path("findAll { it.id == '" + login + "' }.id"));
  }

  /** Also by the offline token; and a login that the app shares goes on. */
  @Test
  void whatOneAppHasOfAPersonEndsAndTheirOtherAppsGoOn() {
    Tokens insights = atInsights("openid orders:read");
    Tokens offline = atInsights("openid offline_access");
    Tokens spa = atTheSpa();

    int sequence =
        ada()
            .body(
                Map.of(
                    "target", "user",
                    "id", person.id,
                    "client", "insights-app",
                    "reason", "a test"))
            .post("/v1/revocations")
            .then()
            .statusCode(201)
            .extract()
            .path("sequence");

    awaitDone(sequence);
    refused(refresh("insights-app", insights));
    refused(refresh("insights-app", offline));
    refresh("orders-spa", spa).then().statusCode(200);
    assertEquals(
        List.of(Tokens.claims(insights.access()).getString("sid")),
        person
            .asAdmin()
            .get(KEYCLOAK + "/admin/realms/gatehouse/users/" + person.id + "/sessions")
            .path(
                "findAll { it.id == '"
                    + Tokens.claims(insights.access()).getString("sid")
                    + "' }.id"));
  }

  /** The account that does it can end logins, and nothing else. */
  @Test
  void theAccountThatEndsLoginsMayNotDoMore() {
    String admin = KEYCLOAK + "/admin/realms/gatehouse";
    RequestSpecification account =
        given().auth().oauth2(People.service("auth-service")).contentType("application/json");
    String user = admin + "/users/" + person.id;
    assertEquals(403, account.get(user).statusCode());
    assertEquals(403, account.post(user + "/logout").statusCode());
    assertEquals(403, account.delete(admin + "/events").statusCode());
    assertEquals(403, account.delete(admin + "/admin-events").statusCode());
    account.body(Map.of("enabled", false));
    assertEquals(403, account.put(user).statusCode());
    assertEquals(403, account.put(admin).statusCode());
    account.body(Map.of("type", "password", "value", "a password of somebody else's"));
    assertEquals(403, account.put(user + "/reset-password").statusCode());
    account.body(Map.of("eventsEnabled", false));
    assertEquals(403, account.put(admin + "/events/config").statusCode());
    for (String other : List.of("orders-service", "admin-service")) {
      given()
          .auth()
          .oauth2(People.service(other))
          .contentType("application/json")
          .body(Map.of("target", "user", "id", person.id, "before", 1))
          .post(admin + "/gatehouse-endings")
          .then()
          .statusCode(403);
    }
    given()
        .contentType("application/json")
        .body(Map.of("target", "user", "id", person.id, "before", 1))
        .post(admin + "/gatehouse-endings")
        .then()
        .statusCode(401);
  }

  static int revoke(String target, String id) {
    return ada()
        .body(Map.of("target", target, "id", id, "reason", "a test"))
        .post("/v1/revocations")
        .then()
        .statusCode(201)
        .extract()
        .path("sequence");
  }

  static void awaitDone(int sequence) {
    Awaitility.await("ended at Keycloak")
        .atMost(Duration.ofSeconds(45))
        .until(() -> "done".equals(ada().get("/v1/revocations/" + sequence).path("logins.state")));
  }

  static void refused(Response response) {
    response.then().statusCode(400).body("error", equalTo("invalid_grant"));
  }

  private static Tokens atTheSpa() {
    return People.atTheSpa(person.name, Newcomer.PASSWORD, "openid");
  }

  private static Tokens atInsights(String scope) {
    return People.atInsights(person.name, Newcomer.PASSWORD, scope);
  }

  static Response refresh(String client, Tokens tokens) {
    var request =
        given()
            .formParam("grant_type", "refresh_token")
            .formParam("client_id", client)
            .formParam("refresh_token", tokens.refresh());
    if (client.equals("insights-app")) {
      request.formParam("client_secret", "demo-insights-app-secret");
    }
    return request.post(REALM + "/protocol/openid-connect/token");
  }
}
