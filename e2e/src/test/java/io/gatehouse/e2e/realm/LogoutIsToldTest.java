package io.gatehouse.e2e.realm;

import static io.gatehouse.e2e.stack.Deployment.AUTH;
import static io.gatehouse.e2e.stack.Deployment.KEYCLOAK;
import static io.gatehouse.e2e.stack.Deployment.ORDERS;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;

import io.gatehouse.e2e.api.AuthApi;
import io.gatehouse.e2e.api.Metrics;
import io.gatehouse.e2e.api.WithinASecond;
import io.gatehouse.e2e.people.People;
import io.gatehouse.e2e.people.Person;
import io.gatehouse.e2e.people.Tokens;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Keycloak says on the back channel that a login has ended (OpenID Connect Back-Channel Logout
 * 1.0), and the app's tokens are refused. The event listener says it too, of the whole login.
 */
class LogoutIsToldTest {

  private static final Duration SOON = Duration.ofSeconds(5);

  private static Newcomer administrator;

  @BeforeAll
  static void anAdministrator() {
    administrator = new Newcomer();
  }

  @AfterAll
  static void gone() {
    administrator.close();
  }

  @Test
  void aLoginAtTheSpaThatAnAdministratorEndsIsTold() {
    arrives(People.atTheSpa(Person.BOB, "openid orders:read"), "orders-spa");
  }

  @Test
  void aLoginAtTheThirdPartysAppThatAnAdministratorEndsIsTold() {
    arrives(People.atInsights(Person.BOB, "openid orders:read"), "insights-app");
  }

  private static void arrives(Tokens tokens, String client) {
    String session = Tokens.claims(tokens.access()).getString("sid");
    given().auth().oauth2(tokens.access()).get(ORDERS + "/v1/whoami").then().statusCode(200);
    long before = told();

    administrator
        .asAdmin()
        .delete(KEYCLOAK + "/admin/realms/gatehouse/sessions/" + session)
        .then()
        .statusCode(204);

    WithinASecond.of("login ended, told on the back channel").refused(tokens.access());
    Awaitility.await().atMost(SOON).until(() -> told() == before + 1);
    Awaitility.await("the listener's act").atMost(SOON).until(() -> acts(session) == 1);
    ada()
        .get("/v1/revocations/newest?target=session&id=" + session)
        .then()
        .statusCode(200)
        .body("items.client", contains(null, client));
  }

  private static io.restassured.specification.RequestSpecification ada() {
    return new AuthApi(People.atTheTerminal(Person.ADA).access()).request();
  }

  private static int acts(String session) {
    return ada().get("/v1/audit?action=keycloak.act&targetId=" + session).path("items.size()");
  }

  private static long told() {
    return Math.round(
        new Metrics(AUTH)
            .sum("gatehouse_keycloak_acts_total", "path=\"backchannel\"", "outcome=\"applied\""));
  }
}
