package io.gatehouse.auth.exchange;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class KeyTokensTest {

  @Property
  void tokenLivesAtMostItsLifetimeAndNeverBeyondTheKey(
      @ForAll @LongRange(min = 0, max = 4_000_000_000_000L) long nowMillis,
      @ForAll @LongRange(min = 0, max = 4_000_000_000_000L) long endMillis,
      @ForAll @LongRange(min = 1, max = 300) long lifetime) {
    Instant now = Instant.ofEpochMilli(nowMillis);
    Instant end = Instant.ofEpochMilli(endMillis);
    long expiry = KeyTokens.expiry(now, Duration.ofSeconds(lifetime), end);
    assertTrue(expiry <= now.getEpochSecond() + lifetime);
    assertTrue(!Instant.ofEpochSecond(expiry).isAfter(end));
  }
}
