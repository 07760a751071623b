package io.gatehouse.auth.signing;

import static io.gatehouse.auth.Api.ada;
import static io.gatehouse.auth.Api.exchange;
import static io.gatehouse.auth.Api.given;
import static io.gatehouse.auth.Api.key;
import static io.gatehouse.auth.Api.sam;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatehouse.testkit.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two replicas on one database, and a verifier that is as late as one may be. */
@QuarkusTest
class KeyRotationTest {

  private static final Duration TOKEN_LIFE = Duration.ofMinutes(5);

  /** Guard asks for the key set this often (gatehouse.guard.jwks.refresh). */
  private static final Duration VERIFIER_REFRESH = Duration.ofMinutes(5);

  private static final Duration REPLICA_RELOAD = Duration.ofSeconds(30);

  @Inject SigningKeyStore store;
  @Inject SigningKeys running;
  @Inject PrivateKeyVault vault;
  @Inject SigningConfig config;
  @Inject EntityManager database;

  private Instant now = Instant.now();
  private final InstantSource clock = () -> now;

  @BeforeEach
  void beginAnew() {
    deleteAll();
  }

  @AfterEach
  void leaveAKey() {
    deleteAll();
    running.refresh();
  }

  @Transactional
  void deleteAll() {
    database.createQuery("delete from SigningKey").executeUpdate();
  }

  private SigningKeys replica() {
    return new SigningKeys(store, vault, clock);
  }

  private static Set<String> published(SigningKeys replica) {
    try {
      Set<String> out = new HashSet<>();
      for (JsonWebKey key : new JsonWebKeySet(replica.jwks()).getJsonWebKeys()) {
        out.add(key.getKeyId());
      }
      return out;
    } catch (org.jose4j.lang.JoseException e) {
      throw new AssertionError(e);
    }
  }

  private static String signer(SigningKeys replica) {
    return replica.signer();
  }

  /**
   * An hour and a half around a rotation, in steps of ten seconds. The replicas look at the
   * database at different times; the verifier has the key set of whichever it asked, up to five
   * minutes ago.
   */
  @Test
  void noVerifierEverMeetsATokenWhoseKeyItDoesNotKnow() {
    SigningKeys one = replica();
    SigningKeys two = replica();
    String old = signer(one);
    assertEquals(old, signer(two));
    Set<String> known = published(two);
    Deque<Token> alive = new ArrayDeque<>();
    Set<String> signers = new HashSet<>();
    assertTrue(one.rotate());
    Instant begin = now;
    while (now.isBefore(
        begin.plus(config.lead()).plus(config.publishRetiredFor()).plusSeconds(900))) {
      now = now.plusSeconds(10);
      long seconds = Duration.between(begin, now).toSeconds();
      if (seconds % REPLICA_RELOAD.toSeconds() == 0) {
        one.refresh();
      }
      if (seconds % REPLICA_RELOAD.toSeconds() == 20) {
        two.refresh();
      }
      alive.add(new Token(signer(one), now));
      alive.add(new Token(signer(two), now));
      while (alive.getFirst().issued().plus(TOKEN_LIFE).isBefore(now)) {
        alive.removeFirst();
      }
      if (seconds % VERIFIER_REFRESH.toSeconds() == 0) {
        known = published(two);
      }
      for (Token token : alive) {
        signers.add(token.kid());
        assertTrue(known.contains(token.kid()), "after " + seconds + " s");
      }
    }
    assertEquals(2, signers.size());
    assertFalse(published(one).contains(old), "the old key is gone in the end");
    assertEquals(published(one), published(two));
  }

  private record Token(String kid, Instant issued) {}

  @Test
  void nextKeyIsPublishedBeforeItSigns() {
    SigningKeys replica = replica();
    String old = signer(replica);
    assertTrue(replica.rotate());
    assertEquals(2, published(replica).size());
    now = now.plus(config.lead()).minusSeconds(1);
    replica.refresh();
    assertEquals(old, signer(replica));
    now = now.plusSeconds(1);
    replica.refresh();
    assertNotEquals(old, signer(replica));
    assertTrue(published(replica).contains(old));
  }

  @Test
  void keyThatIsOldIsReplacedWithoutACommand() {
    SigningKeys replica = replica();
    String old = signer(replica);
    now = now.plus(config.rotateEvery()).minus(config.lead()).minusSeconds(1);
    replica.refresh();
    assertEquals(1, published(replica).size());
    now = now.plusSeconds(1);
    replica.refresh();
    assertEquals(2, published(replica).size());
    now = now.plus(config.lead());
    replica.refresh();
    assertNotEquals(old, signer(replica));
  }

  @Test
  void replicasThatRotateTogetherMakeOneKey() throws Exception {
    replica().refresh();
    try (var pool = Executors.newFixedThreadPool(8)) {
      List<Future<Boolean>> begun =
          pool.invokeAll(
              Stream.<Callable<Boolean>>generate(() -> () -> replica().rotate()).limit(8).toList());
      int count = 0;
      for (Future<Boolean> one : begun) {
        count += one.get() ? 1 : 0;
      }
      assertEquals(1, count);
      assertEquals(2, store.all().size());
      now = now.plus(config.lead());
      List<Future<String>> signers =
          pool.invokeAll(
              Stream.<Callable<String>>generate(() -> () -> signer(replica())).limit(8).toList());
      Set<String> seen = new HashSet<>();
      for (Future<String> one : signers) {
        seen.add(one.get());
      }
      assertEquals(1, seen.size());
    }
  }

  @Test
  void restartInTheMiddleGoesOnWhereItWas() {
    SigningKeys before = replica();
    String old = signer(before);
    before.rotate();
    assertEquals(published(before), published(replica()));
    now = now.plus(config.lead());
    SigningKeys restarted = replica();
    assertNotEquals(old, signer(restarted));
    assertTrue(published(restarted).contains(old));
  }

  @Test
  void operatorBeginsARotationAndTokensGoOnBeingGood() {
    running.refresh();
    var made = key();
    String token = exchange(made.secret()).statusCode(200).extract().path("access_token");
    String active =
        ada().get("/v1/signing-keys").then().statusCode(200).extract().path("items[0].kid");
    ada()
        .post("/v1/signing-keys/rotate")
        .then()
        .statusCode(202)
        .body("items.state", hasItems("active", "next"))
        .body(not(containsString("rivate")));
    ada().post("/v1/signing-keys/rotate").then().statusCode(200).body("items.size()", equalTo(2));
    given().get("/.well-known/jwks.json").then().body("keys.size()", equalTo(2));
    given()
        .auth()
        .oauth2(TestTokens.service("orders-service", "service"))
        .formParam("token", token)
        .post("/oauth/introspect")
        .then()
        .body("active", equalTo(true));
    List<String> next = new ArrayList<>(published(running));
    next.remove(active);
    ada()
        .queryParam("target", "signing-key")
        .queryParam("targetId", next.getFirst())
        .get("/v1/audit")
        .then()
        .body("items.action", hasItem("signing-key.publish"))
        .body("items[0].actor.subject", equalTo("ada"));
  }

  @Test
  void onlyWhoMayChangeKeysMayRotate() {
    running.refresh();
    sam().get("/v1/signing-keys").then().statusCode(200);
    sam().post("/v1/signing-keys/rotate").then().statusCode(403);
    given().post("/v1/signing-keys/rotate").then().statusCode(401);
    given().auth().oauth2(TestTokens.alice()).get("/v1/signing-keys").then().statusCode(403);
  }
}
