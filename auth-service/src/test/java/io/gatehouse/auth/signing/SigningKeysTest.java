package io.gatehouse.auth.signing;

import static io.gatehouse.auth.Api.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SigningKeysTest {

  @Inject SigningKeys keys;
  @Inject SigningKeyStore store;
  @Inject PrivateKeyVault vault;
  @Inject SigningConfig config;
  @Inject EntityManager database;

  @Test
  void publishedKeysVerifyWhatIsSignedAndShowNoPrivatePart() throws Exception {
    String jwks =
        given()
            .get("/.well-known/jwks.json")
            .then()
            .statusCode(200)
            .contentType("application/jwk-set+json")
            .header("Cache-Control", containsString("max-age=300"))
            .body("keys[0].kty", equalTo("RSA"))
            .body("keys[0].use", equalTo("sig"))
            .body("keys[0].alg", equalTo("RS256"))
            .body(not(containsString("\"d\"")))
            .extract()
            .asString();
    JwtClaims claims = new JwtClaims();
    claims.setSubject("anyone");
    String token = keys.sign(claims, "at+jwt");
    JwtClaims read =
        new JwtConsumerBuilder()
            .setVerificationKeyResolver(
                new JwksVerificationKeyResolver(new JsonWebKeySet(jwks).getJsonWebKeys()))
            .setJwsAlgorithmConstraints(
                AlgorithmConstraints.ConstraintType.PERMIT, AlgorithmIdentifiers.RSA_USING_SHA256)
            .setExpectedType(true, "at+jwt")
            .build()
            .processToClaims(token);
    assertEquals("anyone", read.getSubject());
  }

  @Test
  void metadataNamesOnlyWhatExists() {
    String issuer = "http://localhost:8081"; // %test.gatehouse.urls.auth-service
    given()
        .get("/.well-known/oauth-authorization-server")
        .then()
        .statusCode(200)
        .body("issuer", equalTo(issuer))
        .body("token_endpoint", equalTo(issuer + "/oauth/token"))
        .body("jwks_uri", equalTo(issuer + "/.well-known/jwks.json"))
        .body("grant_types_supported", hasItem("urn:ietf:params:oauth:grant-type:token-exchange"))
        .body("authorization_endpoint", equalTo(null));
  }

  @Test
  void aRestartAndASecondReplicaKeepTheKey() {
    SigningKeys restarted = new SigningKeys(store, vault, InstantSource.system());
    assertEquals(keys.jwks(), restarted.jwks());
  }

  @Test
  void replicasThatStartTogetherOnAnEmptyDatabaseMakeOneKey() throws Exception {
    String before = keys.jwks();
    try (var pool = Executors.newFixedThreadPool(8)) {
      deleteAll();
      List<Future<String>> seen =
          pool.invokeAll(
              Stream.<Callable<String>>generate(
                      () -> () -> new SigningKeys(store, vault, InstantSource.system()).jwks())
                  .limit(8)
                  .toList());
      String first = seen.getFirst().get();
      assertNotSame(before, first);
      for (Future<String> one : seen) {
        assertEquals(first, one.get());
      }
    }
    keys.refresh();
  }

  @Test
  void privateKeyIsNotReadableFromTheDatabase() {
    SigningKey stored = store.all().getFirst();
    String asText = new String(stored.privateKey, StandardCharsets.ISO_8859_1);
    byte[] open = vault.open(stored.kid, stored.privateKey);
    assertTrue(!asText.contains(new String(open, 0, 24, StandardCharsets.ISO_8859_1)));
  }

  @Test
  void privateKeyMovedUnderAnotherIdDoesNotOpen() {
    SigningKey stored = store.all().getFirst();
    assertThrows(IllegalStateException.class, () -> vault.open("another-kid", stored.privateKey));
  }

  @Transactional
  void deleteAll() {
    database.createQuery("delete from SigningKey").executeUpdate();
  }

  private static void assertNotSame(String one, String other) {
    assertTrue(!one.equals(other), "a new key was expected");
  }
}
