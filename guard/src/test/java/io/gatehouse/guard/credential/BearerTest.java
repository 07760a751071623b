package io.gatehouse.guard.credential;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.gatehouse.testkit.IssuerResource;
import io.gatehouse.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(IssuerResource.class)
class BearerTest {

  @Test
  void userTokenBecomesTheCaller() {
    given()
        .header("Authorization", "bearer " + TestTokens.alice())
        .get("/v1/whoami")
        .then()
        .statusCode(200)
        .body("subject", equalTo("alice"))
        .body("origin", equalTo("user"))
        .body("clientId", equalTo("orders-spa"))
        .body("roles[0]", equalTo("customer"));
  }

  @Test
  void partnerTokenBecomesTheCaller() {
    given()
        .auth()
        .oauth2(TestTokens.partner("p1", "k1", "orders:read"))
        .get("/v1/whoami")
        .then()
        .statusCode(200)
        .body("subject", equalTo("p1"))
        .body("origin", equalTo("partner"));
  }

  @Test
  void noCredentialIs401WithoutAnErrorCode() {
    given()
        .get("/v1/whoami")
        .then()
        .statusCode(401)
        .contentType("application/problem+json")
        .header("WWW-Authenticate", containsString("Bearer realm="))
        .header("WWW-Authenticate", not(containsString("error=")))
        .body("code", equalTo("credential_missing"));
  }

  @Test
  void missingScopeIs403AndNamesIt() {
    given()
        .auth()
        .oauth2(TestTokens.partner("p1", "k1", "orders:read"))
        .contentType("application/json")
        .body("{\"lines\":[{\"sku\":\"a\",\"quantity\":1}]}")
        .post("/v1/orders")
        .then()
        .statusCode(403)
        .header("WWW-Authenticate", containsString("scope=\"orders:write\""))
        .body("code", equalTo("insufficient_scope"));
  }

  @Test
  void endpointThatSaysNothingIsClosed() {
    given().auth().oauth2(TestTokens.ada()).get("/v1/silent").then().statusCode(403);
  }

  @Test
  void badTokenEndsTheRequestEvenOnAPublicEndpoint() {
    given().get("/v1/public").then().statusCode(200);
    given()
        .auth()
        .oauth2("nonsense")
        .get("/v1/public")
        .then()
        .statusCode(401)
        .header("WWW-Authenticate", containsString("error=\"invalid_token\""))
        .body("code", equalTo("invalid_token"));
  }

  @Test
  void unknownPathIsAProblem() {
    given().get("/nothing").then().statusCode(404).body("code", equalTo("not_found"));
  }
}
