package io.gatehouse.guard.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatehouse.guard.caller.Caller;
import io.gatehouse.guard.caller.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TokenMemoryTest {

  private final MutableClock clock = new MutableClock(Instant.parse("2026-01-01T00:00:00Z"));
  private final TokenMemory memory = new TokenMemory(100, clock);
  private final KeySet keys = IssuerKeysTest.set("k1");

  @Test
  void rememberedTokenEndsWhenItEnds() {
    Fingerprint hash = Fingerprint.of("token");
    memory.put(hash, token("realm", Duration.ofMinutes(5)));
    clock.advance(Duration.ofMinutes(5).minusMillis(1));
    assertNotNull(memory.get(hash));
    clock.advance(Duration.ofMillis(1));
    assertNull(memory.get(hash));
  }

  @Test
  void memoryIsBounded() {
    for (int i = 0; i < 10_000; i++) {
      memory.put(Fingerprint.of("token" + i), token("realm", Duration.ofMinutes(5)));
    }
    assertTrue(memory.size() <= 100);
  }

  @Test
  void tokenIsForgottenWhenItsKeyLeavesTheKeySet() {
    Fingerprint hash = Fingerprint.of("token");
    Fingerprint other = Fingerprint.of("other");
    memory.put(hash, token("realm", Duration.ofMinutes(5)));
    memory.put(other, token("keys", Duration.ofMinutes(5)));
    memory.keepOnlySignedBy("realm", keys);
    assertNotNull(memory.get(hash));
    memory.keepOnlySignedBy("realm", IssuerKeysTest.set("k2"));
    assertNull(memory.get(hash));
    assertNotNull(memory.get(other));
  }

  @Test
  void anotherKeyUnderTheSameIdForgetsTheToken() {
    Fingerprint hash = Fingerprint.of("token");
    memory.put(hash, token("realm", Duration.ofMinutes(5)));
    memory.keepOnlySignedBy("realm", IssuerKeysTest.set("k1"));
    assertNull(memory.get(hash));
  }

  @Test
  void fingerprintIsSha256() {
    Fingerprint hash = Fingerprint.of("abc");
    assertEquals(0xba7816bf8f01cfeaL, hash.a());
    assertEquals(0xb410ff61f20015adL, hash.d());
  }

  private VerifiedToken token(String issuer, Duration life) {
    Instant end = clock.instant().plus(life);
    return new VerifiedToken(
        new Caller(
            "alice",
            new Origin.UserToken("t1", null),
            "orders-spa",
            null,
            Set.of(),
            Set.of(),
            clock.instant(),
            end),
        List.of(),
        List.of(),
        end.toEpochMilli(),
        issuer,
        "k1",
        keys.byId().values().iterator().next().key(),
        null);
  }
}
