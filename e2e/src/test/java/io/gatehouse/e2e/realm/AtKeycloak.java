package io.gatehouse.e2e.realm;

import static io.gatehouse.e2e.stack.Deployment.KEYCLOAK;
import static io.gatehouse.e2e.stack.Deployment.REALM;
import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatehouse.e2e.people.Tokens;
import io.restassured.response.Response;
import java.util.Map;

/** What several tests do at Keycloak itself: as its administrator, or with a login's tokens. */
final class AtKeycloak {

  /** Keycloak's admin API of the realm. */
  static final String ADMIN = KEYCLOAK + "/admin/realms/gatehouse";

  private AtKeycloak() {}

  /** Makes something of the realm, a group or a client; its id. */
  static String made(Newcomer by, String path, Map<String, ?> what) {
    String location =
        by.asAdmin()
            .body(what)
            .post(ADMIN + path)
            .then()
            .statusCode(201)
            .extract()
            .header("Location");
    return location.substring(location.lastIndexOf('/') + 1);
  }

  static void ok(Response response) {
    assertTrue(response.statusCode() / 100 == 2, response.asString());
  }

  /** The login that a token is of. */
  static String session(Tokens tokens) {
    return Tokens.claims(tokens.access()).getString("sid");
  }

  /** As the single-page app does it. */
  static Response refresh(Tokens tokens) {
    return given()
        .formParam("grant_type", "refresh_token")
        .formParam("client_id", "orders-spa")
        .formParam("refresh_token", tokens.refresh())
        .post(REALM + "/protocol/openid-connect/token");
  }

  /** As the single-page app does it. */
  static Response logout(Tokens tokens) {
    return given()
        .formParam("client_id", "orders-spa")
        .formParam("refresh_token", tokens.refresh())
        .post(REALM + "/protocol/openid-connect/logout");
  }
}
