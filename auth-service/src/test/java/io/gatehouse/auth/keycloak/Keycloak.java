package io.gatehouse.auth.keycloak;

import static io.restassured.RestAssured.given;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;

/** {@link KeycloakResource} from a test's side. */
final class Keycloak {

  private Keycloak() {}

  /** How it answers from now on when it is to end logins. */
  static void answers(int status) {
    tell("/told/status", Integer.toString(status));
  }

  static void stores(String userEvents, String adminEvents) {
    tell("/told/events", userEvents);
    tell("/told/admin-events", adminEvents);
  }

  /** Which endings of this user, session or client it was asked for, and did. */
  static List<Map<String, Object>> ended(String id) {
    return given().get(url() + "/asked").jsonPath().getList("findAll { it.id == '" + id + "' }");
  }

  private static void tell(String path, String text) {
    given().contentType("text/plain").body(text).post(url() + path).then().statusCode(200);
  }

  private static String url() {
    return ConfigProvider.getConfig().getValue("gatehouse.test.keycloak", String.class);
  }
}
