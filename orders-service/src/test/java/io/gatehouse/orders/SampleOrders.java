package io.gatehouse.orders;

import static io.restassured.http.ContentType.JSON;

import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;

/** Bodies of orders, and orders made over HTTP. */
public final class SampleOrders {

  /** 2 × 12.50 + 1 × 6.40. */
  public static final String BOLTS_AND_RING =
      """
      {"lines": [{"sku": "BOLT-IRON", "quantity": 2}, {"sku": "KEY-RING", "quantity": 1}],
       "note": "Leave it at the gate"}
      """;

  private SampleOrders() {}

  public static String bolts(int quantity) {
    return """
    {"lines": [{"sku": "BOLT-IRON", "quantity": %d}]}
    """
        .formatted(quantity);
  }

  public static ExtractableResponse<Response> placedBy(RequestSpecification caller) {
    return caller
        .contentType(JSON)
        .body(BOLTS_AND_RING)
        .post("/v1/orders")
        .then()
        .statusCode(201)
        .extract();
  }

  public static String idOfOrderBy(RequestSpecification caller) {
    return placedBy(caller).path("id");
  }

  /** A user whom no other test knows, so that lists hold what the test put there and no more. */
  public static String somebody() {
    return "user-" + UUID.randomUUID();
  }
}
