package io.gatehouse.e2e.api;

import static io.restassured.RestAssured.given;

import io.gatehouse.e2e.people.People;
import io.gatehouse.e2e.stack.Deployment;

/** What a domain service does behind a key: RFC 8693 token exchange at auth-service. */
public final class Exchange {

  private Exchange() {}

  /** The JWT that orders-service would get for this key. */
  public static String forOrdersService(String key) {
    return given()
        .baseUri(Deployment.AUTH)
        .header("Authorization", "Bearer " + People.service("orders-service"))
        .formParam("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange")
        .formParam("subject_token", key)
        .formParam("subject_token_type", "urn:gatehouse:token-type:api-key")
        .formParam("audience", "orders-service")
        .post("/oauth/token")
        .then()
        .statusCode(200)
        .extract()
        .path("access_token");
  }
}
