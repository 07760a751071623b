package io.gatehouse.orders.catalog;

import static io.gatehouse.testkit.Problems.problem;
import static io.restassured.http.ContentType.JSON;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.gatehouse.orders.Callers;
import io.gatehouse.orders.SampleOrders;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ChangeCatalogTest {

  private static final String SKU = "SIGN-BEWARE-DOG";

  private static ValidatableResponse change(RequestSpecification caller, String sku, String body) {
    return caller.contentType(JSON).body(body).put("/v1/catalog/{sku}", sku).then();
  }

  private static String item(String name, long amount) {
    return """
    {"name": "%s", "price": {"amount": %d, "currency": "EUR"}}
    """
        .formatted(name, amount);
  }

  @Test
  void changeIsInTheNextAnswerAndInTheNextOrdersPrice() {
    String name = "Enamel sign " + SampleOrders.somebody();
    String before = Callers.anonymous().get("/v1/catalog").then().extract().header("ETag");

    change(Callers.ada(), SKU, item(name, 1_420)).statusCode(200).body("name", equalTo(name));

    Callers.anonymous()
        .header("If-None-Match", before)
        .get("/v1/catalog")
        .then()
        .statusCode(200)
        .header("ETag", not(before))
        .body("items.name", hasItem(name));
  }

  @Test
  void catalogThatAClientHasIsNotSentAgain() {
    String etag =
        Callers.anonymous()
            .get("/v1/catalog")
            .then()
            .statusCode(200)
            .header("Cache-Control", containsString("public"))
            .extract()
            .header("ETag");
    Callers.anonymous()
        .header("If-None-Match", "W/\"other\", " + etag)
        .get("/v1/catalog")
        .then()
        .statusCode(304)
        .header("ETag", equalTo(etag))
        .body(equalTo(""));
  }

  @Test
  void onlyAnAdministratorInPersonMayChangeIt() {
    String body = item("Stolen", 1);
    problem(change(Callers.anonymous(), SKU, body), 401, "credential_missing");
    for (RequestSpecification caller :
        new RequestSpecification[] {
          Callers.alice(),
          Callers.sam(),
          Callers.appOf("ada", Callers.ALL),
          Callers.partner("acme", "key-one"),
          Callers.service()
        }) {
      problem(change(caller, SKU, body), 403, "forbidden");
    }
    problem(
        change(Callers.user("ada", "admin", "orders:read"), SKU, body), 403, "insufficient_scope");
  }

  @Test
  void whatIsNotValidOrNotThereIsRefused() {
    problem(change(Callers.ada(), "NO-SUCH", item("x", 1)), 404, "not_found");
    problem(change(Callers.ada(), SKU, item("", 0)), 400, "validation_failed")
        .body("errors.pointer", hasItem("/name"))
        .body("errors.pointer", hasItem("/price/amount"));
  }
}
