package io.gatehouse.e2e.spa;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.gatehouse.e2e.spa.Spa.button;
import static io.gatehouse.e2e.stack.Deployment.KEYCLOAK;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import io.gatehouse.e2e.api.AuthApi;
import io.gatehouse.e2e.people.People;
import io.gatehouse.e2e.people.Person;
import io.gatehouse.e2e.realm.Newcomer;
import io.gatehouse.e2e.stack.Deployment;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * A person leaves a third party's app by the app's own door: its tokens are revoked (RFC 7009), its
 * records are gone. That the person once agreed stays noted at the realm until they take it back
 * there.
 */
class LeavingTheAppTest extends SpaJourney {

  private static final String ADMIN = KEYCLOAK + "/admin/realms/gatehouse";
  private static final String COOKIE = "__Host-insights";

  @Test
  void whoDisconnectsAtTheAppLeavesNoGrantAndNoRecordBehind() {
    try (Newcomer person = new Newcomer().becomes("customer");
        Spa spa = new Spa(chromium).signIn(person, "/access")) {
      Page app = ThirdPartysAppTest.connect(spa, "New");
      String held = connection(app).orElseThrow();
      assertTrue(showsOrders(held), "the copy of the cookie is a good one");
      atKeycloak(person, offlineLogins(person)).body("$", hasSize(1));

      button(app, "Disconnect").click();

      assertThat(ThirdPartysAppTest.connectLink(app)).isVisible();
      atKeycloak(person, offlineLogins(person)).body("$", empty());
      assertEquals(Optional.empty(), connection(app), "the browser has forgotten the connection");
      assertFalse(showsOrders(held), "so has the app");
      Awaitility.await("the access token that the app had is turned away, too")
          .atMost(Duration.ofSeconds(5))
          .until(() -> turnedAway(person));
    }
  }

  private static boolean turnedAway(Newcomer person) {
    List<String> reasons =
        new AuthApi(People.atTheTerminal(Person.ADA).access())
            .request()
            .queryParam("action", "keycloak.act")
            .queryParam("targetId", person.id)
            .get("/v1/audit")
            .path("items.after.reason");
    return reasons.contains("consent or refresh token taken back");
  }

  private static Optional<String> connection(Page app) {
    return app.context().cookies().stream()
        .filter(cookie -> cookie.name.equals(COOKIE))
        .map(cookie -> cookie.value)
        .findFirst();
  }

  private static boolean showsOrders(String connection) {
    return !given()
        .header("Cookie", COOKIE + "=" + connection)
        .get(Deployment.INSIGHTS)
        .then()
        .statusCode(200)
        .extract()
        .asString()
        .contains("Connect your orders");
  }

  private static ValidatableResponse atKeycloak(Newcomer person, String what) {
    return person.asAdmin().get(ADMIN + "/users/" + person.id + what).then().statusCode(200);
  }

  private static String offlineLogins(Newcomer person) {
    String app =
        person
            .asAdmin()
            .queryParam("clientId", "insights-app")
            .get(ADMIN + "/clients")
            .path("[0].id");
    return "/offline-sessions/" + app;
  }
}
