package io.gatehouse.auth.revocation;

import static io.gatehouse.auth.Api.ada;

import io.restassured.response.ValidatableResponse;
import java.util.Map;
import java.util.UUID;

/** Steps that the tests of the ledger's API share. */
final class RevocationSteps {

  private RevocationSteps() {}

  static ValidatableResponse revoke(String target, String id) {
    return ada()
        .body(Map.of("target", target, "id", id, "reason", "test"))
        .post("/v1/revocations")
        .then();
  }

  static String fresh() {
    return UUID.randomUUID().toString();
  }
}
