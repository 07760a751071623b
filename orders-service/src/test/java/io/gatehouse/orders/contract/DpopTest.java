package io.gatehouse.orders.contract;

import static io.restassured.RestAssured.given;

import io.gatehouse.orders.SampleOrders;
import io.gatehouse.testkit.DpopSuite;
import io.gatehouse.testkit.Problems;
import io.gatehouse.testkit.TestProof;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DpopTest extends DpopSuite {

  private final TestProof client = new TestProof();
  private final String token = client.token();

  @Test
  void changeIsMadeOnceForOneProof() {
    String proof = client.proof("POST", "http://orders.test/v1/orders", token);
    place(proof).statusCode(201);
    Problems.problem(place(proof), 401, "invalid_dpop_proof");
  }

  private ValidatableResponse place(String proof) {
    return given()
        .header("Authorization", "DPoP " + token)
        .header("DPoP", proof)
        .contentType("application/json")
        .body(SampleOrders.BOLTS_AND_RING)
        .post("/v1/orders")
        .then();
  }
}
