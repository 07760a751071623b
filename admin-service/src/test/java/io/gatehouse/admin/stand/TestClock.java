package io.gatehouse.admin.stand;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The time, moved at will. */
@ApplicationScoped
public class TestClock implements InstantSource {

  private volatile Duration ahead = Duration.ZERO;

  @Override
  public Instant instant() {
    return Instant.now().plus(ahead);
  }

  public void ahead(Duration by) {
    ahead = by;
  }
}
