package io.gatehouse.guard.possession;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.notNullValue;

import io.gatehouse.testkit.DpopSuite;
import io.gatehouse.testkit.IssuerResource;
import io.gatehouse.testkit.Problems;
import io.gatehouse.testkit.TestProof;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** With Redis away: reads go on by what this process remembers, changes do not. */
@QuarkusTest
@QuarkusTestResource(IssuerResource.class)
class DpopTest extends DpopSuite {

  @Test
  void changeIsNotMadeWhileNobodyKnowsWhetherItsProofWasUsedBefore() {
    TestProof client = new TestProof();
    String token = client.token();
    Problems.problem(
            given()
                .header("Authorization", "DPoP " + token)
                .header("DPoP", client.proof("POST", "http://orders.test/v1/orders", token))
                .contentType("application/json")
                .body("{\"lines\":[{\"sku\":\"a\",\"quantity\":1}]}")
                .post("/v1/orders")
                .then(),
            503,
            "dependency_unavailable")
        .header("Retry-After", notNullValue());
  }
}
