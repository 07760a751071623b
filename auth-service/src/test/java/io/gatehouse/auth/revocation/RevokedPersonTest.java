package io.gatehouse.auth.revocation;

import static io.gatehouse.auth.Api.ada;
import static io.gatehouse.auth.Api.given;
import static io.gatehouse.auth.revocation.RevocationSteps.fresh;
import static io.gatehouse.auth.revocation.RevocationSteps.revoke;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gatehouse.testkit.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RevokedPersonTest {

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
}
