package io.gatehouse.e2e.spa;

import static io.restassured.RestAssured.given;

import io.gatehouse.e2e.stack.Deployment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The demo realm's administrator, by Keycloak's admin API: shortens lives and shuts people out. */
public final class RealmAdmin {

  private static final String ADMIN = Deployment.KEYCLOAK + "/admin/realms/gatehouse";

  private final String token;

  public RealmAdmin() {
    token =
        given()
            .formParam("grant_type", "password")
            .formParam("client_id", "admin-cli")
            .formParam("username", "admin")
            .formParam("password", "demo-keycloak-admin-password")
            .post(Deployment.KEYCLOAK + "/realms/master/protocol/openid-connect/token")
            .then()
            .statusCode(200)
            .extract()
            .path("access_token");
  }

  /** Access tokens of this client live so many seconds, as long as the try block lasts. */
  public Restored accessTokensLive(String client, int seconds) {
    set(client, Integer.toString(seconds));
    return () -> set(client, "");
  }

  private void set(String client, String seconds) {
    List<Map<String, Object>> found =
        given()
            .auth()
            .oauth2(token)
            .queryParam("clientId", client)
            .get(ADMIN + "/clients")
            .then()
            .statusCode(200)
            .extract()
            .path("");
    Map<String, Object> whole = new HashMap<>(found.getFirst());
    Map<String, Object> attributes = new HashMap<>();
    if (whole.get("attributes") instanceof Map<?, ?> before) {
      before.forEach((name, value) -> attributes.put(String.valueOf(name), value));
    }
    attributes.put("access.token.lifespan", seconds);
    whole.put("attributes", attributes);
    given()
        .auth()
        .oauth2(token)
        .contentType("application/json")
        .body(whole)
        .put(ADMIN + "/clients/" + whole.get("id"))
        .then()
        .statusCode(204);
  }

  /** What was changed, put back. */
  @FunctionalInterface
  public interface Restored extends AutoCloseable {
    @Override
    void close();
  }
}
