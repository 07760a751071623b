package io.gatehouse.auth.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class BeatTest {

  private static final long LENGTH = Duration.ofMillis(2).toNanos();

  private static Beat beat(String length) {
    return new Beat(PeppersTest.config(Map.of("pepper-version", "1", "refusal-beat", length)));
  }

  @Property
  void whateverTheWorkTookItEndsOnABeat(@ForAll @LongRange(max = 20_000_000_000L) long work) {
    long left = beat("PT0.002S").left(work);
    assertEquals(0, (work + left) % LENGTH);
    assertTrue(left > 0 && left <= LENGTH);
  }

  @Example
  void refusalIsNoSoonerThanTheBeat() {
    long began = System.nanoTime();
    beat("PT0.05S").await(began);
    assertTrue(System.nanoTime() - began >= Duration.ofMillis(50).toNanos());
  }

  @Example
  void withoutABeatNobodyWaits() {
    assertEquals(0, beat("PT0S").left(123));
  }

  @Example
  void beatThatWouldHoldThreadsUpIsRefused() {
    assertThrows(IllegalStateException.class, () -> beat("PT1S"));
  }
}
