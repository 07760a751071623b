package io.gatehouse.auth.openapi;

import static io.gatehouse.auth.Api.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OpenApiTest {

  @Test
  void everyOperationNamesTheProblemAnswerAndItsCredential() {
    Map<String, Map<String, Object>> paths =
        given()
            .get("/q/openapi?format=json")
            .then()
            .statusCode(200)
            .body("components.securitySchemes.bearer.scheme", equalTo("bearer"))
            .body("components.schemas.Problem", notNullValue())
            .body("paths", hasKey("/v1/keys/{id}/rotate"))
            .extract()
            .path("paths");
    paths.forEach((path, methods) ->
        methods.forEach((method, operation) -> {
          if (Set.of("get", "post", "patch", "delete", "put").contains(method)) {
            Map<?, ?> described = (Map<?, ?>) operation;
            Map<?, ?> answers = (Map<?, ?>) described.get("responses");
            assertNotNull(answers, path);
            assertNotNull(answers.get("default"), method + " " + path);
            // Whoever finds a key may report it.
            if (path.startsWith("/v1/") && !path.equals("/v1/leaks")) {
              assertNotNull(described.get("security"), method + " " + path);
            }
          }
        }));
    assertFalse(paths.isEmpty());
  }
}
