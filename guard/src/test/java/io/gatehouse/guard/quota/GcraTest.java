package io.gatehouse.guard.quota;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatehouse.guard.quota.RateLimit.OnStoreLoss;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class GcraTest {

  @Property(tries = 300)
  void noWindowHasMoreThanTheBurstAndItsShareOfTheRate(
      @ForAll @LongRange(min = 1, max = 1000) long interval,
      @ForAll @LongRange(min = 1, max = 50) long burst,
      @ForAll @Size(min = 1, max = 200) List<@IntRange(max = 500) Integer> pauses) {
    Gcra gcra = new Gcra(interval, burst);
    List<Long> admitted = new ArrayList<>();
    long arrival = 0;
    long now = 0;
    for (int pause : pauses) {
      now += pause;
      if (gcra.wait(arrival, now) == 0) {
        arrival = gcra.after(arrival, now);
        admitted.add(now);
      }
    }
    for (int i = 0; i < admitted.size(); i++) {
      for (int j = i; j < admitted.size(); j++) {
        long window = admitted.get(j) - admitted.get(i);
        assertTrue(j - i + 1 <= burst + window / interval);
      }
    }
  }

  @Property(tries = 300)
  void whoComesAgainAfterTheWaitIsAdmittedAndNoSooner(
      @ForAll @LongRange(min = 1, max = 1000) long interval,
      @ForAll @LongRange(min = 1, max = 50) long burst,
      @ForAll @LongRange(min = 0, max = 100_000) long arrival,
      @ForAll @LongRange(min = 0, max = 100_000) long now) {
    Gcra gcra = new Gcra(interval, burst);
    long wait = gcra.wait(arrival, now);
    assertEquals(0, gcra.wait(arrival, now + wait));
    if (wait > 0) {
      assertTrue(gcra.wait(arrival, now + wait - 1) > 0);
    }
  }

  @Property(tries = 200)
  void sharesTogetherAreNoMoreThanTheLimit(
      @ForAll @LongRange(min = 1, max = 1_000_000) long requests,
      @ForAll @IntRange(min = 1, max = 86_400) int seconds,
      @ForAll @IntRange(min = 1, max = 20) int shares) {
    RateLimit limit =
        new RateLimit(requests, Duration.ofSeconds(seconds), 20, OnStoreLoss.localShare);
    double rate = 1e9 / Gcra.share(limit, shares).interval() * shares;
    assertTrue(rate <= (double) requests / seconds * 1.000_000_001);
  }

  @Property(tries = 200)
  void writtenLimitIsReadBack(
      @ForAll @LongRange(min = 1, max = RateLimit.MOST) long requests,
      @ForAll @IntRange(min = 1, max = 86_400) int seconds,
      @ForAll @LongRange(min = 1, max = RateLimit.MOST) long burst,
      @ForAll OnStoreLoss onStoreLoss) {
    RateLimit limit = new RateLimit(requests, Duration.ofSeconds(seconds), burst, onStoreLoss);
    assertEquals(limit, RateLimit.parse(limit.written()));
  }

  @Test
  void textThatIsNoLimitIsRefused() {
    for (String text :
        List.of(
            "",
            "q=0;w=1;burst=1;loss=closed",
            "q=1;w=0;burst=1;loss=closed",
            "q=1;w=1;burst=0;loss=closed",
            "q=1;w=86401;burst=1;loss=closed",
            "q=1;w=1;burst=1;loss=open",
            "q=9999999;w=1;burst=1;loss=closed")) {
      assertThrows(IllegalArgumentException.class, () -> RateLimit.parse(text));
    }
  }
}
