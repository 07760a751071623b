package io.gatehouse.auth;

import io.gatehouse.testkit.TestTokens;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The steps that most tests of this service begin with, over its own API. */
public final class Api {

  /** A key as its maker got it. */
  public record Made(String id, String secret, String partner) {}

  private Api() {}

  /** A request that is held, with its answer, against the OpenAPI document. */
  public static RequestSpecification given() {
    return RestAssured.given().filter(ApiDocument.INSTANCE);
  }

  public static RequestSpecification ada() {
    return given().auth().oauth2(TestTokens.ada()).contentType(ContentType.JSON);
  }

  public static RequestSpecification sam() {
    return given().auth().oauth2(TestTokens.sam()).contentType(ContentType.JSON);
  }

  public static String partner(String... scopes) {
    return ada()
        .body(Map.of("name", "Acme", "contactEmail", "ops@acme.example", "scopes", List.of(scopes)))
        .post("/v1/partners")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  public static Made key(String partner, String... scopes) {
    return key(partner, Map.of(), scopes);
  }

  public static Made key(String partner, Map<String, ?> more, String... scopes) {
    Map<String, Object> body = new java.util.HashMap<>(more);
    body.putIfAbsent("name", "nightly import");
    body.putIfAbsent("environment", "test");
    body.put("scopes", Arrays.asList(scopes));
    var made = ada().body(body).post("/v1/partners/" + partner + "/keys").then().statusCode(201);
    return new Made(made.extract().path("id"), made.extract().path("key"), partner);
  }

  /** A key of a partner of its own, with both scopes. */
  public static Made key() {
    return key(partner("orders:read", "orders:write"), "orders:read", "orders:write");
  }

  /** As the guard of orders-service does it. */
  public static ValidatableResponse exchange(String key) {
    return exchange(key, Map.of());
  }

  public static ValidatableResponse exchange(String key, Map<String, String> changed) {
    Map<String, String> form = new java.util.HashMap<>();
    form.put("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange");
    form.put("subject_token", key);
    form.put("subject_token_type", "urn:gatehouse:token-type:api-key");
    form.put("audience", "orders-service");
    form.putAll(changed);
    form.values().removeIf(String::isEmpty);
    return given()
        .auth()
        .oauth2(TestTokens.service("orders-service", "service"))
        .formParams(form)
        .post("/oauth/token")
        .then();
  }
}
