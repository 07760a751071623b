package io.gatehouse.orders.catalog;

import static org.hamcrest.Matchers.equalTo;

import io.gatehouse.orders.Callers;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class ListCatalog400Test {

  @ParameterizedTest
  @CsvSource({"limit,0", "limit,101", "limit,ten", "cursor,!!", "cursor,b3JkZXJzCmFiYw"})
  void badParameterIsNamed(String name, String value) {
    Callers.anonymous()
        .queryParam(name, value)
        .get("/v1/catalog")
        .then()
        .statusCode(400)
        .body("code", equalTo("validation_failed"))
        .body("errors[0].pointer", equalTo("?" + name));
  }
}
