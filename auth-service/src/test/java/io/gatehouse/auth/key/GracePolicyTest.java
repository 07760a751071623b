package io.gatehouse.auth.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class GracePolicyTest {

  @Provide
  Arbitrary<Instant> instants() {
    return Arbitraries.longs().between(0, 4_000_000_000L).map(Instant::ofEpochSecond);
  }

  @Provide
  Arbitrary<Duration> graces() {
    return Arbitraries.longs().between(0, Duration.ofDays(30).toSeconds()).map(Duration::ofSeconds);
  }

  @Property
  void graceNeverLengthensALife(
      @ForAll("instants") Instant ownEnd,
      @ForAll("instants") Instant now,
      @ForAll("graces") Duration grace) {
    Instant end = GracePolicy.end(ownEnd, now, grace);
    assertFalse(end.isAfter(ownEnd));
    assertFalse(end.isAfter(now.plus(grace)));
    assertTrue(end.equals(ownEnd) || end.equals(now.plus(grace)));
  }

  @Property
  void secretWithoutAnEndOfItsOwnEndsAfterItsGrace(
      @ForAll("instants") Instant now, @ForAll("graces") Duration grace) {
    assertEquals(now.plus(grace), GracePolicy.end(null, now, grace));
  }
}
