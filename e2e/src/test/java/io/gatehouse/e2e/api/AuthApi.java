package io.gatehouse.e2e.api;

import static io.restassured.RestAssured.given;

import io.gatehouse.e2e.stack.Deployment;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** auth-service as a caller with this access token sees it (design.md section 7). */
public final class AuthApi {

  private final String token;
  private final String url;

  public AuthApi(String accessToken) {
    this(accessToken, Deployment.AUTH);
  }

  /** At this replica. */
  public AuthApi(String accessToken, String url) {
    this.token = accessToken;
    this.url = url;
  }

  public RequestSpecification request() {
    return given()
        .baseUri(url)
        .header("Authorization", "Bearer " + token)
        .contentType(ContentType.JSON);
  }

  /** A new partner that may do this; its id. */
  public String createPartner(List<String> scopes) {
    String name = "e2e " + UUID.randomUUID();
    return request()
        .body(Map.of("name", name, "contactEmail", "partner@example.org", "scopes", scopes))
        .post("/v1/partners")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  /** One that is told of nothing, for it is off. */
  public String createWebhook(String url) {
    return request()
        .body(Map.of("url", url, "enabled", false))
        .post("/v1/webhooks")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  public Key createKey(String partner, Map<String, ?> key) {
    Response created =
        request()
            .body(key)
            .post("/v1/partners/{id}/keys", partner)
            .then()
            .statusCode(201)
            .extract()
            .response();
    return new Key(created.path("id"), created.path("key"));
  }

  public Key createKey(String partner, String... scopes) {
    return createKey(
        partner, Map.of("name", "e2e key", "environment", "test", "scopes", List.of(scopes)));
  }

  /** Returns when auth-service has acknowledged it. */
  public void revoke(Key key) {
    request()
        .body(Map.of("reason", "end of the test"))
        .post("/v1/keys/{id}/revoke", key.id())
        .then()
        .statusCode(org.hamcrest.Matchers.oneOf(200, 202, 204));
  }

  /**
   * A partner's key.
   *
   * @param secret the whole key as it was shown, once
   */
  public record Key(String id, String secret) {}
}
