package io.gatehouse.e2e.api;

import static io.restassured.RestAssured.given;

import io.gatehouse.e2e.stack.Deployment;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** orders-service as a caller with this credential, a JWT or a key, sees it. */
public final class OrdersApi {

  private final @Nullable String credential;

  public OrdersApi(@Nullable String credential) {
    this.credential = credential;
  }

  public RequestSpecification request() {
    RequestSpecification request = given().baseUri(Deployment.ORDERS).contentType(ContentType.JSON);
    return credential == null ? request : request.header("Authorization", "Bearer " + credential);
  }

  public Response create() {
    return request()
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .body(Map.of("lines", List.of(Map.of("sku", anySku(), "quantity", 2)), "note", "by e2e"))
        .post("/v1/orders");
  }

  /** A new order; its id. */
  public String created() {
    return create().then().statusCode(201).extract().path("id");
  }

  public Response list() {
    return request().get("/v1/orders");
  }

  public Response read(String id) {
    return request().get("/v1/orders/{id}", id);
  }

  public Response cancel(String id, String etag) {
    return request().header("If-Match", etag).post("/v1/orders/{id}/cancel", id);
  }

  /** Something that the catalog sells, which anyone may read. Asked for once in a run. */
  public static String anySku() {
    return Catalog.SKU;
  }

  private static final class Catalog {
    static final String SKU =
        given()
            .baseUri(Deployment.ORDERS)
            .get("/v1/catalog")
            .then()
            .statusCode(200)
            .extract()
            .path("items[0].sku");
  }
}
