package io.gatehouse.e2e.realm;

import static io.gatehouse.e2e.stack.Deployment.KEYCLOAK;
import static io.gatehouse.e2e.stack.Deployment.SPA;
import static io.restassured.RestAssured.given;

import io.gatehouse.e2e.people.Page;
import io.gatehouse.e2e.people.PlainBrowser;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;

/**
 * A person made for one test and removed after it: what is tried on them (lockouts, passwords) must
 * not befall the demo people, whom other tests need. Made with Keycloak's own admin, of the local
 * profile.
 */
public final class Newcomer implements AutoCloseable {

  public static final String PASSWORD = "a fine long sentence 7";
  private static final String USERS = KEYCLOAK + "/admin/realms/gatehouse/users";

  public final String name = "newcomer-" + UUID.randomUUID().toString().substring(0, 8);
  public final String id;
  private String admin = "";
  private Instant adminSince = Instant.EPOCH;

  public Newcomer() {
    String location =
        asAdmin()
            .body(
                Map.of(
                    "username",
                    name,
                    "enabled",
                    true,
                    "email",
                    email(),
                    "emailVerified",
                    true,
                    "firstName",
                    "New",
                    "lastName",
                    "Comer"))
            .post(USERS)
            .then()
            .statusCode(201)
            .extract()
            .header("Location");
    id = location.substring(location.lastIndexOf('/') + 1);
    setPassword(PASSWORD).then().statusCode(204);
  }

  /** Gives a role of the realm. */
  public Newcomer becomes(String role) {
    roles(role).post(USERS + "/" + id + "/role-mappings/realm").then().statusCode(204);
    return this;
  }

  /** Takes it away. */
  void ceases(String role) {
    roles(role).delete(USERS + "/" + id + "/role-mappings/realm").then().statusCode(204);
  }

  private RequestSpecification roles(String role) {
    String found = asAdmin().get(KEYCLOAK + "/admin/realms/gatehouse/roles/" + role).path("id");
    return asAdmin().body(List.of(Map.of("id", found, "name", role)));
  }

  /** As an administrator does it. */
  public void disable() {
    asAdmin().body(Map.of("enabled", false)).put(USERS + "/" + id).then().statusCode(204);
  }

  String email() {
    return name + "@people.example";
  }

  /** By an administrator, whom the policy binds like anybody. */
  Response setPassword(String password) {
    return asAdmin()
        .body(Map.of("type", "password", "value", password, "temporary", false))
        .put(USERS + "/" + id + "/reset-password");
  }

  /** Where the login ends: back at the app, or on the login page again. */
  Page login(String password) {
    PlainBrowser browser = new PlainBrowser();
    String callback = App.ORDERS_SPA.callback;
    Page form = browser.open(App.ORDERS_SPA.loginAddress("openid"), callback);
    return browser.submit(form, Map.of("username", name, "password", password), callback);
  }

  boolean getsIn(String password) {
    return login(password).address().toString().startsWith(SPA + "/callback?");
  }

  /** What Keycloak has noted against this person. */
  Response failures() {
    return asAdmin()
        .get(KEYCLOAK + "/admin/realms/gatehouse/attack-detection/brute-force/users/" + id);
  }

  /** As time would, if a test could wait. */
  void forgiveFailures() {
    asAdmin()
        .delete(KEYCLOAK + "/admin/realms/gatehouse/attack-detection/brute-force/users/" + id)
        .then()
        .statusCode(204);
  }

  boolean isEnabled() {
    return asAdmin().get(USERS + "/" + id).path("enabled");
  }

  @Override
  public void close() {
    asAdmin().delete(USERS + "/" + id);
  }

  public RequestSpecification asAdmin() {
    // Its token lives a minute.
    if (adminSince.plusSeconds(30).isBefore(Instant.now())) {
      admin = adminToken();
      adminSince = Instant.now();
    }
    return given().auth().oauth2(admin).contentType("application/json");
  }

  private static String adminToken() {
    Response login =
        given()
            .formParam("grant_type", "password")
            .formParam("client_id", "admin-cli")
            .formParam("username", "admin")
            .formParam("password", "demo-keycloak-admin-password")
            .post(KEYCLOAK + "/realms/master/protocol/openid-connect/token");
    Assumptions.assumeTrue(
        login.statusCode() == 200, "this deployment's Keycloak admin is not the demo's");
    return login.path("access_token");
  }
}
