package io.gatehouse.guard.quota;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatehouse.guard.quota.PermitStore.Ask;
import io.gatehouse.guard.quota.PermitStore.Grant;
import io.gatehouse.guard.quota.RateLimit.OnStoreLoss;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What each store of permits does: the real one, and the one that simulated replicas share. */
interface PermitStoreContract {

  PermitStore store();

  private Grant take(String owner, long requests, long burst, long owed, long wanted) {
    RateLimit limit = new RateLimit(requests, Duration.ofHours(1), burst, OnStoreLoss.closed);
    Quota quota = new Quota(Quota.Kind.key, owner, limit);
    return store().take(quota, new Ask(owed, wanted)).await().atMost(Duration.ofSeconds(5));
  }

  /** Ten an hour: one each six minutes. */
  private Grant take(String owner, long owed, long wanted) {
    return take(owner, 10, 5, owed, wanted);
  }

  private static void assertIntervalsAhead(double intervals, Grant grant) {
    double interval = Duration.ofMinutes(6).toNanos() / 1e3;
    assertEquals(intervals, grant.aheadMicros() / interval, 0.1);
  }

  @Test
  default void burstIsGivenAndNoMore() {
    assertEquals(3, take("burst", 0, 3).permits());
    Grant rest = take("burst", 0, 3);
    assertEquals(2, rest.permits());
    assertIntervalsAhead(5, rest);
    assertEquals(0, take("burst", 0, 1).permits());
  }

  @Test
  default void questionThatChargesNothingChangesNothing() {
    assertIntervalsAhead(0, take("nothing", 0, 0));
    take("nothing", 0, 2);
    assertIntervalsAhead(2, take("nothing", 0, 0));
  }

  @Test
  default void whatIsOwedIsChargedThoughThereIsNothingLeft() {
    take("owed", 0, 5);
    Grant beyond = take("owed", 2, 1);
    assertEquals(0, beyond.permits());
    assertIntervalsAhead(7, beyond);
  }

  @Test
  default void whatIsOwedIsChargedFirst() {
    assertEquals(1, take("first", 4, 3).permits());
  }

  @Test
  default void tighterLimitThatIsLoosenedHoldsNobodyUp() {
    take("loosened", 1, 5, 0, 5);
    Grant looser = take("loosened", 1_000_000, 5, 0, 0);
    assertTrue(looser.aheadMicros() <= 2 * 5 * Duration.ofHours(1).toNanos() / 1e9 + 1);
  }
}
