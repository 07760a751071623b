package io.gatehouse.guard.leak;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatehouse.guard.jwt.Fingerprint;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReportBudgetTest {

  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final ReportBudget budget = new ReportBudget(3, () -> now);

  @Test
  void inventedKeysAreReportedAFewTimesAMinute() {
    assertTrue(take("a"));
    assertTrue(take("b"));
    assertTrue(take("c"));
    assertFalse(take("d"));
    now = now.plusSeconds(60);
    assertTrue(take("d"));
  }

  @Test
  void keyIsReportedOnceUnlessItsReportWasLost() {
    assertTrue(take("a"));
    assertFalse(take("a"));
    budget.forget(Fingerprint.of("a"));
    assertTrue(take("a"));
  }

  private boolean take(String key) {
    return budget.take(Fingerprint.of(key));
  }
}
