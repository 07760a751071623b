package io.gatehouse.auth.webhook;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When a delivery that failed is tried again. */
record RetryPolicy(Duration first, Duration longest, Duration giveUpAfter) {

  /**
   * @param failures at least 1
   * @param chance from 0 to 1: spreads the pause from half of it to all, so that receivers that
   *     were away together are not called together
   * @return null to give up
   */
  @Nullable Instant next(Instant created, Instant now, int failures, double chance) {
    Duration doubled = first.multipliedBy(1L << Math.min(failures - 1, 20));
    Duration pause = doubled.compareTo(longest) > 0 ? longest : doubled;
    Instant next = now.plusMillis((long) (pause.toMillis() * (0.5 + chance / 2)));
    return next.isAfter(created.plus(giveUpAfter)) ? null : next;
  }
}
