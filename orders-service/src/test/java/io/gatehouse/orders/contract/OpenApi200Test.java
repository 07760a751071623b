package io.gatehouse.orders.contract;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatehouse.orders.Callers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OpenApi200Test {

  @Test
  void documentNamesEveryEndpointItsRefusalsAndBothWaysIn() {
    ValidatableResponse document =
        Callers.anonymous().queryParam("format", "json").get("/q/openapi").then().statusCode(200);
    for (String path :
        new String[] {
          "/v1/catalog",
          "/v1/catalog/{sku}",
          "/v1/orders",
          "/v1/orders/events",
          "/v1/orders/{id}",
          "/v1/orders/{id}/pay",
          "/v1/orders/{id}/ship",
          "/v1/orders/{id}/cancel",
          "/v1/whoami",
          "/.well-known/oauth-protected-resource"
        }) {
      document.body("paths", hasKey(path));
    }
    document
        .body("components.securitySchemes", hasKey("bearer"))
        .body("components.securitySchemes", hasKey("apiKey"))
        .body("security.collect { it.keySet()[0] }", hasItem("bearer"))
        .body("paths.'/v1/orders'.post", not(hasKey("security")))
        .body("paths.'/v1/catalog'.get.security", equalTo(java.util.List.of(java.util.Map.of())))
        .body("paths.'/v1/orders'.post.responses", hasKey("422"))
        .body("paths.'/v1/orders/{id}/cancel'.post.responses", hasKey("428"))
        .body("paths.'/v1/orders'.get.responses.'401'.content", hasKey("application/problem+json"));
  }

  /** The single-page app is built from a copy, which must not tell of an API that is no more. */
  @Test
  void copyThatTheSpaIsBuiltFromIsTheDocument() throws IOException {
    ObjectMapper json = new ObjectMapper();
    JsonNode served =
        json.readTree(
            Callers.anonymous().queryParam("format", "json").get("/q/openapi").asString());
    JsonNode copy = json.readTree(Path.of("../spa/openapi/orders.json").toFile());

    assertEquals(
        served.toPrettyString(),
        copy.toPrettyString(),
        "spa/openapi/orders.json: put /q/openapi?format=json of orders-service there");
  }

  @Test
  void swaggerUiIsNotOfferedOutsideTheLocalStack() {
    Callers.anonymous().get("/q/swagger-ui/").then().statusCode(404);
  }
}
