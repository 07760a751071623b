package io.gatehouse.guard.jwt;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that the test turns. */
public final class MutableClock implements InstantSource {

  private Instant now;

  public MutableClock(Instant start) {
    now = start;
  }

  public void advance(Duration time) {
    now = now.plus(time);
  }

  @Override
  public Instant instant() {
    return now;
  }
}
