package io.gatehouse.auth.revocation;

import static io.gatehouse.auth.Api.ada;
import static io.gatehouse.auth.revocation.RevocationSteps.fresh;
import static io.gatehouse.auth.revocation.RevocationSteps.revoke;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import io.gatehouse.auth.Api;
import io.gatehouse.guard.revocation.Applied;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ReceiptTest {

  @Inject RedisDataSource redis;

  @Test
  void waitAllAnswersWithTheProof() {
    ada()
        .body(Map.of("target", "token", "id", fresh(), "reason", "test"))
        .post("/v1/revocations?wait=all")
        .then()
        .statusCode(200)
        .body("receipt.complete", is(true))
        .body("receipt.waitingFor", empty())
        .body("receipt.verifiers.verifier", hasItem(startsWith("auth-service@")))
        .body("receipt.verifiers.appliedAt", everyItem(notNullValue()))
        .body("receipt.verifiers.millis", everyItem(lessThan(2000)));
  }

  @Test
  void revokedKeyCanBeWaitedForToo() {
    ada()
        .body(Map.of("reason", "test"))
        .post("/v1/keys/" + Api.key().id() + "/revoke?wait=all")
        .then()
        .statusCode(200)
        .body("state", equalTo("revoked"))
        .header("Link", startsWith("<"))
        .header("Link", containsString("/v1/revocations/"));
  }

  @Test
  void verifierThatDoesNotAnswerIsNamedAndNotWaitedForBeyondItsLease() {
    String lame = "lame-" + fresh();
    long head = revoke("token", fresh()).extract().jsonPath().getLong("sequence");
    long epoch = ada().get("/v1/revocations/" + head).jsonPath().getLong("epoch");
    redis.stream(String.class)
        .xadd(
            "gatehouse:revocations:applied",
            new Applied(lame, epoch, head, Instant.now(), Duration.ofSeconds(3)).fields());
    await()
        .until(
            () -> ada().get("/v1/verifiers").jsonPath().getList("items.verifier").contains(lame));
    ada()
        .body(Map.of("target", "token", "id", fresh(), "reason", "test"))
        .post("/v1/revocations?wait=all")
        .then()
        .statusCode(202)
        .body("receipt.complete", is(false))
        .body("receipt.waitingFor", equalTo(List.of(lame)));
    await()
        .atMost(Duration.ofSeconds(6))
        .until(
            () -> !ada().get("/v1/verifiers").jsonPath().getList("items.verifier").contains(lame));
    ada()
        .body(Map.of("target", "token", "id", fresh(), "reason", "test"))
        .post("/v1/revocations?wait=all")
        .then()
        .statusCode(200);
  }
}
