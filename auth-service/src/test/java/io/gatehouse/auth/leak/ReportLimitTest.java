package io.gatehouse.auth.leak;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gatehouse.guard.problem.ProblemException;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportLimitTest {

  private Instant now = Instant.parse("2026-01-01T00:00:10Z");

  private final ReportLimit limit =
      new ReportLimit(
          new SmallRyeConfigBuilder()
              .withMapping(LeakConfig.class)
              .withDefaultValues(
                  Map.of("gatehouse.leaks.per-address", "2", "gatehouse.leaks.per-minute", "5"))
              .build()
              .getConfigMapping(LeakConfig.class),
          () -> now);

  @Test
  void oneAddressMustWaitForTheNextMinute() {
    limit.spend("192.0.2.1");
    limit.spend("192.0.2.1");
    ProblemException refused = assertThrows(ProblemException.class, () -> limit.spend("192.0.2.1"));
    assertEquals(Duration.ofSeconds(50), refused.retryAfter());
    assertDoesNotThrow(() -> limit.spend("192.0.2.2"));
    now = now.plusSeconds(50);
    assertDoesNotThrow(() -> limit.spend("192.0.2.1"));
  }

  @Test
  void manyAddressesTogetherHaveABound() {
    for (int i = 1; i <= 5; i++) {
      limit.spend("192.0.2." + i);
    }
    assertThrows(ProblemException.class, () -> limit.spend("192.0.2.9"));
  }
}
