package io.gatehouse.e2e.realm;

import static io.gatehouse.e2e.stack.Deployment.KEYCLOAK;
import static io.gatehouse.e2e.stack.Deployment.REALM;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatehouse.e2e.people.People;
import io.gatehouse.e2e.people.Tokens;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How long a login lives. Half a day is not waited for: the limits are made short, and tried. */
class SessionLimitsTest {

  private static final String REALM_ADMIN = KEYCLOAK + "/admin/realms/gatehouse";
  private static final int IDLE_SECONDS = 30 * 60;
  private static final int LONGEST_SECONDS = 12 * 60 * 60;
  private static final int OFFLINE_IDLE_SECONDS = 30 * 24 * 60 * 60;
  private static final int OFFLINE_LONGEST_SECONDS = 90 * 24 * 60 * 60;

  private final Newcomer person = new Newcomer();

  @AfterEach
  void gone() {
    limits(IDLE_SECONDS, LONGEST_SECONDS, OFFLINE_IDLE_SECONDS, OFFLINE_LONGEST_SECONDS);
    person.close();
  }

  @Test
  void loginMayIdleHalfAnHourAndLiveHalfADay() {
    person
        .asAdmin()
        .get(REALM_ADMIN)
        .then()
        .statusCode(200)
        .body("ssoSessionIdleTimeout", equalTo(IDLE_SECONDS))
        .body("ssoSessionMaxLifespan", equalTo(LONGEST_SECONDS))
        .body("offlineSessionIdleTimeout", equalTo(OFFLINE_IDLE_SECONDS))
        .body("offlineSessionMaxLifespan", equalTo(OFFLINE_LONGEST_SECONDS));
    Response renewed = refresh(login());
    renewed.then().statusCode(200);
    int left = renewed.path("refresh_expires_in");
    assertTrue(left > IDLE_SECONDS - 60 && left <= IDLE_SECONDS, "idle limit: " + left);
  }

  @Test
  void loginThatIsUsedAllTheTimeStillEndsAtItsAbsoluteLimit() throws InterruptedException {
    limits(IDLE_SECONDS, 4, OFFLINE_IDLE_SECONDS, 4);
    Tokens tokens = login();
    Tokens offline = offline();
    String next = refresh(tokens).then().statusCode(200).extract().path("refresh_token");
    String nextOffline =
        refreshOffline(offline.refresh()).then().statusCode(200).extract().path("refresh_token");

    Thread.sleep(Duration.ofSeconds(5));

    ended(refresh(next));
    ended(refreshOffline(nextOffline));
  }

  @Test
  void loginThatLiesUnusedEndsAtItsIdleLimit() throws InterruptedException {
    limits(2, LONGEST_SECONDS, 2, OFFLINE_LONGEST_SECONDS);
    Tokens tokens = login();
    Tokens offline = offline();

    Thread.sleep(Duration.ofSeconds(4));

    ended(refresh(tokens));
    ended(refreshOffline(offline.refresh()));
  }

  private void limits(int idle, int longest, int offlineIdle, int offlineLongest) {
    person
        .asAdmin()
        .body(
            Map.of(
                "ssoSessionIdleTimeout",
                idle,
                "ssoSessionMaxLifespan",
                longest,
                "offlineSessionIdleTimeout",
                offlineIdle,
                "offlineSessionMaxLifespan",
                offlineLongest))
        .put(REALM_ADMIN)
        .then()
        .statusCode(204);
  }

  private Tokens login() {
    return People.atTheSpa(person.name, Newcomer.PASSWORD, "openid");
  }

  /** A third party's app that goes on while the person is away. */
  private Tokens offline() {
    return People.atInsights(person.name, Newcomer.PASSWORD, "openid offline_access");
  }

  private static Response refreshOffline(String token) {
    return App.INSIGHTS_APP
        .atTokenEndpoint()
        .formParam("grant_type", "refresh_token")
        .formParam("refresh_token", token)
        .post(App.TOKEN);
  }

  private static void ended(Response answer) {
    answer.then().statusCode(400).body("error", equalTo("invalid_grant"));
  }

  private static Response refresh(Tokens tokens) {
    return refresh(tokens.refresh());
  }

  private static Response refresh(String token) {
    return given()
        .formParam("grant_type", "refresh_token")
        .formParam("client_id", "orders-spa")
        .formParam("refresh_token", token)
        .post(REALM + "/protocol/openid-connect/token");
  }
}
