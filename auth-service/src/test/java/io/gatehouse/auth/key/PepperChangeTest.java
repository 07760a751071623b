package io.gatehouse.auth.key;

import static io.gatehouse.auth.Api.exchange;
import static io.gatehouse.auth.Api.key;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.gatehouse.auth.Api;
import io.gatehouse.guard.apikey.ApiKey;
import io.gatehouse.guard.usage.KeyUses;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PepperChangeTest {

  @Inject KeyLookup lookup;
  @Inject KeyUses uses;
  @Inject Handover handover;

  @Test
  void newPepperTakesOverOnNextUseAndTheOldOneIsThenNoLongerNeeded() throws Exception {
    Api.Made made = key();
    ApiKey key = assertNotNull_(ApiKey.parse(made.secret()));
    KeyVerifier withBoth =
        verifier(Map.of("pepper-version", "2", "peppers.1", "demo-pepper", "peppers.2", "demo-2"));
    KeyVerifier withNewOnly = verifier(Map.of("pepper-version", "2", "peppers.2", "demo-2"));

    assertInstanceOf(KeyVerdict.NotProved.class, withNewOnly.verify(key), "not yet");
    assertInstanceOf(KeyVerdict.Good.class, withBoth.verify(key));
    assertEquals("2", lookup.find(made.id()).secrets().getFirst().pepperVersion());
    assertInstanceOf(KeyVerdict.Good.class, withNewOnly.verify(key));
    exchange(made.secret()).statusCode(400);
  }

  @Test
  void wrongSecretDoesNotMoveTheKeyToTheNewPepper() throws Exception {
    Api.Made made = key();
    ApiKey wrong = ApiKey.generate("test", made.id(), new java.security.SecureRandom());
    verifier(Map.of("pepper-version", "2", "peppers.1", "demo-pepper", "peppers.2", "demo-2"))
        .verify(wrong);
    assertEquals("1", lookup.find(made.id()).secrets().getFirst().pepperVersion());
    exchange(made.secret()).statusCode(200);
  }

  private KeyVerifier verifier(Map<String, String> properties) {
    return new KeyVerifier(
        lookup,
        new Peppers(PeppersTest.config(properties)),
        handover,
        uses,
        new Beat(PeppersTest.config(properties)),
        InstantSource.system());
  }

  private static ApiKey assertNotNull_(@org.jspecify.annotations.Nullable ApiKey key) {
    assertNotNull(key);
    return java.util.Objects.requireNonNull(key);
  }
}
