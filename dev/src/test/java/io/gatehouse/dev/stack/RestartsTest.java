package io.gatehouse.dev.stack;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RestartsTest {

  private Instant now = Instant.parse("2026-11-24T00:00:00Z");

  @Test
  void threeDeathsAMinuteAreForgivenAFourthIsNot() {
    Restarts restarts = new Restarts(() -> now);
    for (int i = 0; i < 3; i++) {
      assertTrue(restarts.again());
      now = now.plusSeconds(10);
    }

    assertFalse(restarts.again());
  }

  @Test
  void deathsFarApartAreForgivenForEver() {
    Restarts restarts = new Restarts(() -> now);
    for (int i = 0; i < 10; i++) {
      assertTrue(restarts.again());
      now = now.plus(Duration.ofSeconds(25));
    }
  }
}
