package io.gatehouse.auth.revocation;

import static io.gatehouse.auth.Api.ada;
import static io.gatehouse.auth.Api.given;
import static io.gatehouse.auth.Api.sam;
import static io.gatehouse.auth.revocation.RevocationSteps.fresh;
import static io.gatehouse.auth.revocation.RevocationSteps.revoke;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gatehouse.auth.Api;
import io.gatehouse.testkit.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RevocationApiTest {

  @Test
  void writesAndShowsARevocation() {
    String id = fresh();
    String location =
        revoke("session", id)
            .statusCode(201)
            .body("target", equalTo("session"))
            .body("id", equalTo(id))
            .body("requestedBy", equalTo("user:ada"))
            .body("issuedBefore", nullValue())
            .extract()
            .header("Location");
    ada().get(location).then().statusCode(200).body("id", equalTo(id));
    ada().get("/v1/revocations/999999999").then().statusCode(404);
  }

  @Test
  void aPersonCanBeTurnedAwayAtOneClientAlone() {
    String person = fresh();
    Map<String, String> body =
        Map.of("target", "user", "id", person, "client", "insights-app", "reason", "test");
    String location =
        ada()
            .header("Idempotency-Key", person)
            .body(body)
            .post("/v1/revocations?wait=all")
            .then()
            .statusCode(200)
            .body("client", equalTo("insights-app"))
            .extract()
            .header("Location");
    ada().get(location).then().body("client", equalTo("insights-app"));
    ada()
        .header("Idempotency-Key", person)
        .body(Map.of("target", "user", "id", person, "client", "orders-spa", "reason", "test"))
        .post("/v1/revocations")
        .then()
        .statusCode(422)
        .body("code", equalTo("idempotency_key_reused"));
    revoke("user", person).statusCode(201).body("client", nullValue());
    for (Map<String, ?> bad :
        List.<Map<String, ?>>of(
            Map.of("target", "session", "id", "x", "reason", "r", "client", "app"),
            Map.of("target", "client", "id", "x", "reason", "r", "client", "app"),
            Map.of(
                "target",
                "user",
                "id",
                "x",
                "reason",
                "r",
                "client",
                "app",
                "sessions",
                List.of("s")))) {
      ada()
          .body(bad)
          .post("/v1/revocations")
          .then()
          .statusCode(400)
          .body("errors[0].pointer", equalTo("/client"));
    }
  }

  @Test
  void whoLacksTheScopeMayNotRevokeAndAStrangerNotEvenLook() {
    sam()
        .body(Map.of("target", "user", "id", "alice", "reason", "no"))
        .post("/v1/revocations")
        .then()
        .statusCode(403)
        .body("code", equalTo("insufficient_scope"));
    sam().get("/v1/revocations").then().statusCode(200);
    given().get("/v1/revocations").then().statusCode(401);
    given().auth().oauth2(TestTokens.alice()).get("/v1/verifiers").then().statusCode(403);
    ada().get("/v1/revocations/snapshot?nonce=0123456789abcdef").then().statusCode(403);
    given().get("/v1/revocations/snapshot?nonce=0123456789abcdef").then().statusCode(401);
  }

  @Test
  void whatIsWrongWithARequestIsNamed() {
    for (Map<String, ?> bad :
        List.<Map<String, ?>>of(
            Map.of("id", "x", "reason", "r"),
            Map.of("target", "everything", "id", "x", "reason", "r"),
            Map.of("target", "user", "reason", "r"),
            Map.of("target", "user", "id", "", "reason", "r"),
            Map.of("target", "user", "id", "a b", "reason", "r"),
            Map.of("target", "user", "id", "x".repeat(256), "reason", "r"),
            Map.of("target", "user", "id", "x", "reason", "r".repeat(501)),
            Map.of("target", "user", "id", "x", "reason", "r", "more", 1))) {
      ada()
          .body(bad)
          .post("/v1/revocations")
          .then()
          .statusCode(400)
          .contentType("application/problem+json")
          .body("errors", not(empty()));
    }
    ada().get("/v1/revocations?limit=501").then().statusCode(400);
    ada()
        .body(Map.of("target", "user", "id", "x", "reason", "r"))
        .post("/v1/revocations?wait=some")
        .then()
        .statusCode(400);
  }

  @Test
  void sameRequestAgainIsTheSameRevocation() {
    String id = fresh();
    long first = revoke("token", id).statusCode(201).extract().jsonPath().getLong("sequence");
    long second = revoke("token", id).statusCode(200).extract().jsonPath().getLong("sequence");
    assertEquals(first, second);

    String key = fresh();
    String user = fresh();
    Map<String, String> body = Map.of("target", "user", "id", user, "reason", "test");
    long one =
        ada()
            .header("Idempotency-Key", key)
            .body(body)
            .post("/v1/revocations")
            .then()
            .statusCode(201)
            .extract()
            .jsonPath()
            .getLong("sequence");
    ada()
        .header("Idempotency-Key", key)
        .body(body)
        .post("/v1/revocations")
        .then()
        .statusCode(200)
        .body("sequence", equalTo((int) one));
    ada()
        .header("Idempotency-Key", key)
        .body(Map.of("target", "user", "id", "another", "reason", "test"))
        .post("/v1/revocations")
        .then()
        .statusCode(422)
        .body("code", equalTo("idempotency_key_reused"));
  }

  @Test
  void revokingAKeyHereEndsTheKeyItself() {
    Api.Made key = Api.key();
    Map<String, String> body = Map.of("target", "key", "id", key.id(), "reason", "lost");
    ada().body(body).post("/v1/revocations").then().statusCode(201);
    Api.exchange(key.secret()).statusCode(400).body("code", equalTo("key_revoked"));
    Api.ada()
        .get("/v1/keys/" + key.id())
        .then()
        .body("state", equalTo("revoked"))
        .body("revokeReason", equalTo("lost"));
    ada().body(body).post("/v1/revocations").then().statusCode(200);
  }

  @Test
  void revokingAPartnerHereEndsThePartnerItself() {
    Api.Made key = Api.key();
    Map<String, String> body = Map.of("target", "partner", "id", key.partner(), "reason", "gone");
    ada().body(body).post("/v1/revocations").then().statusCode(201);
    Api.exchange(key.secret()).statusCode(400).body("code", equalTo("key_revoked"));
    Api.ada().get("/v1/partners/" + key.partner()).then().statusCode(404);
    ada().body(body).post("/v1/revocations").then().statusCode(200);
  }

  @Test
  void keyThatNeverWasCannotBeRevoked() {
    ada()
        .body(Map.of("target", "key", "id", "0000000000000000", "reason", "r"))
        .post("/v1/revocations")
        .then()
        .statusCode(404);
  }
}
