package io.gatehouse.auth.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {

  private static final Instant MADE = Instant.parse("2026-01-31T12:00:00Z");

  private final RetryPolicy policy =
      new RetryPolicy(Duration.ofSeconds(5), Duration.ofHours(8), Duration.ofDays(3));

  @Test
  void pausesDoubleUpToTheLongestAndAreSpread() {
    assertEquals(MADE.plusSeconds(5), policy.next(MADE, MADE, 1, 1));
    assertEquals(MADE.plusMillis(2500), policy.next(MADE, MADE, 1, 0));
    assertEquals(MADE.plusSeconds(10), policy.next(MADE, MADE, 2, 1));
    assertEquals(MADE.plus(Duration.ofHours(8)), policy.next(MADE, MADE, 5000, 1));
  }

  @Test
  void receiverThatIsAwayForThreeDaysIsGivenUp() {
    Instant now = MADE;
    int failures = 0;
    for (Instant next = now; next != null; next = policy.next(MADE, now, failures, 1)) {
      now = next;
      failures++;
    }
    assertTrue(now.isAfter(MADE.plus(Duration.ofHours(60))));
    assertTrue(failures > 15 && failures < 30, "" + failures);
    assertNull(policy.next(MADE, MADE.plus(Duration.ofDays(3)), 1, 0));
  }
}
