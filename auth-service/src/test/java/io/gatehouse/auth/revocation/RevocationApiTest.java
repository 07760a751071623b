package io.gatehouse.auth.revocation;

import static io.gatehouse.auth.Api.ada;
import static io.gatehouse.auth.Api.sam;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatehouse.auth.Api;
import io.gatehouse.guard.revocation.Applied;
import io.gatehouse.testkit.TestTokens;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RevocationApiTest {

  @Inject RedisDataSource redis;

  private static ValidatableResponse revoke(String target, String id) {
    return ada()
        .body(Map.of("target", target, "id", id, "reason", "test"))
        .post("/v1/revocations")
        .then();
  }

  private static String fresh() {
    return UUID.randomUUID().toString();
  }

  private static String person(String name, String session, Instant issuedAt) {
    return TestTokens.user(
        name,
        "keys:read",
        List.of("support"),
        claims -> {
          claims.setStringClaim("sid", session);
          claims.setIssuedAt(org.jose4j.jwt.NumericDate.fromSeconds(issuedAt.getEpochSecond()));
        });
  }

  private static int list(String token) {
    return given().auth().oauth2(token).get("/v1/revocations").statusCode();
  }

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
  void revokedSessionIsRefusedHereWithinASecond() {
    String session = fresh();
    String token = person("carol", session, Instant.now());
    assertEquals(200, list(token));
    revoke("session", session).statusCode(201);
    await()
        .pollInterval(Duration.ofMillis(10))
        .atMost(Duration.ofSeconds(1))
        .until(() -> list(token) == 401);
    given()
        .auth()
        .oauth2(token)
        .get("/v1/revocations")
        .then()
        .statusCode(401)
        .body("code", equalTo("token_revoked"));
  }

  @Test
  void revokedPersonIsRefusedLogsInAgainAndCanBeRevokedAgain() {
    String name = "dora-" + fresh();
    Instant first = Instant.now().minusSeconds(30);
    String old = person(name, "s1", first);
    assertEquals(200, list(old));
    ada()
        .body(Map.of("target", "user", "id", name, "reason", "test"))
        .post("/v1/revocations?wait=all")
        .then()
        .statusCode(200);
    assertEquals(401, list(old));
    // The mark is at the end of that second.
    String again = person(name, "s2", Instant.now().plusSeconds(1));
    assertEquals(200, list(again));
    await().until(() -> Instant.now().getNano() > 1_000_000);
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() ->
            ada()
                        .body(Map.of("target", "user", "id", name, "reason", "test"))
                        .post("/v1/revocations?wait=all")
                        .then()
                        .extract()
                        .statusCode()
                    == 200
                && list(again) == 401);
  }

  @Test
  void loggedOutPersonsOldTokenIsRefusedAndALoginOfThatSameSecondIsAccepted() {
    String name = "erin-" + fresh();
    String oldSession = fresh();
    Instant requested =
        Instant.parse(
            ada()
                .body(
                    Map.of(
                        "target",
                        "user",
                        "id",
                        name,
                        "reason",
                        "test",
                        "sessions",
                        List.of(oldSession)))
                .post("/v1/revocations?wait=all")
                .then()
                .statusCode(200)
                .extract()
                .path("requestedAt"));
    assertEquals(401, list(person(name, oldSession, requested)), "of that second, from before");
    assertEquals(401, list(person(name, fresh(), requested.minusSeconds(1))));
    assertEquals(200, list(person(name, fresh(), requested)), "of that second, logged in anew");
    ada()
        .body(Map.of("target", "key", "id", "k", "reason", "r", "sessions", List.of("s")))
        .post("/v1/revocations")
        .then()
        .statusCode(400)
        .body("errors[0].pointer", equalTo("/sessions"));
  }

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
  void newestComesFirstAndOfOneTargetAlone() {
    String id = fresh();
    revoke("user", id).statusCode(201);
    int wanted = revoke("session", id).extract().path("sequence");
    int last = revoke("token", fresh()).extract().path("sequence");
    ada()
        .get("/v1/revocations/newest?limit=1")
        .then()
        .statusCode(200)
        .body("items.sequence", equalTo(List.of(last)))
        .body("nextCursor", equalTo(Integer.toString(last)));
    ada()
        .get("/v1/revocations/newest?target=session&id=" + id)
        .then()
        .body("items.sequence", equalTo(List.of(wanted)))
        .body("nextCursor", nullValue());
    ada().get("/v1/revocations/newest?target=nonsense").then().statusCode(400);
  }

  @Test
  void listGoesOnWhereThePageEnded() {
    long before = revoke("token", fresh()).extract().jsonPath().getLong("sequence");
    for (int i = 0; i < 3; i++) {
      revoke("token", fresh()).statusCode(201);
    }
    String cursor =
        ada()
            .get("/v1/revocations?limit=2&after=" + before)
            .then()
            .statusCode(200)
            .body("items", hasSize(2))
            .body("items[0].sequence", equalTo((int) before + 1))
            .extract()
            .path("nextCursor");
    assertEquals(Long.toString(before + 2), cursor);
    ada()
        .get("/v1/revocations?limit=2&cursor=" + cursor)
        .then()
        .body("items[0].sequence", equalTo((int) before + 3));
  }

  @Test
  void snapshotIsSignedOverExactlyItsLinesAndTheAskersNonce() throws Exception {
    String id = fresh();
    long sequence = revoke("session", id).extract().jsonPath().getLong("sequence");
    String nonce = "nonce-0123456789";
    String body =
        given()
            .auth()
            .oauth2(TestTokens.service("orders-service", "service"))
            .get("/v1/revocations/snapshot?nonce=" + nonce)
            .then()
            .statusCode(200)
            .extract()
            .asString();
    int end = body.lastIndexOf('\n', body.length() - 2) + 1;
    String lines = body.substring(0, end);
    assertTrue(lines.contains("[" + sequence + ",\"session\",\"" + id + "\",4294967295,"), lines);
    JsonWebSignature jws = new JsonWebSignature();
    jws.setCompactSerialization(body.substring(end).strip());
    JsonWebKeySet keys = new JsonWebKeySet(given().get("/.well-known/jwks.json").asString());
    jws.setKey(keys.getJsonWebKeys().getFirst().getKey());
    assertTrue(jws.verifySignature());
    JwtClaims claims = JwtClaims.parse(jws.getPayload());
    assertEquals(nonce, claims.getStringClaimValue("nonce"));
    assertEquals(
        HexFormat.of()
            .formatHex(
                MessageDigest.getInstance("SHA-256")
                    .digest(lines.getBytes(StandardCharsets.UTF_8))),
        claims.getStringClaimValue("sha256"));
    assertNotEquals("at+jwt", jws.getHeader("typ"));

    String nothing =
        given()
            .auth()
            .oauth2(TestTokens.service("orders-service", "service"))
            .get(
                "/v1/revocations/snapshot?nonce="
                    + nonce
                    + "&epoch="
                    + claims.getClaimValue("epoch")
                    + "&after="
                    + claims.getClaimValue("sequence"))
            .asString();
    assertTrue(!nothing.contains("[") || !nothing.contains(id), "only the difference is sent");
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
