package io.gatehouse.auth.revocation;

import static io.gatehouse.auth.Api.given;
import static io.gatehouse.auth.revocation.RevocationSteps.fresh;
import static io.gatehouse.auth.revocation.RevocationSteps.revoke;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatehouse.testkit.TestTokens;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SnapshotApiTest {

  @Inject RevocationLedger ledger;

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

  /** One that does not, turns the whole login away until it is replaced by a later version. */
  @Test
  void entryForOneClientNamesItToAVerifierThatKnowsSuchEntries() {
    String id = fresh();
    QuarkusTransaction.requiringNew()
        .run(
            () -> ledger.revokeAtClient(Target.SESSION, id, "insights-app", "test", Instant.now()));

    assertTrue(lineOf(id, "&clients=true").endsWith(",\"insights-app\"]"));
    assertTrue(lineOf(id, "").matches("\\[\\d+,\"session\",\"" + id + "\",\\d+,\\d+]"));
  }

  private static String lineOf(String id, String more) {
    return given()
        .auth()
        .oauth2(TestTokens.service("orders-service", "service"))
        .get("/v1/revocations/snapshot?nonce=nonce-0123456789" + more)
        .then()
        .statusCode(200)
        .extract()
        .asString()
        .lines()
        .filter(line -> line.contains(id))
        .findFirst()
        .orElseThrow();
  }
}
