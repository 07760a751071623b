package io.gatehouse.dev.stack;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;

/** A part that died is started again, but not for ever: three times a minute. */
final class Restarts {

  private static final int MOST = 3;
  private static final Duration PERIOD = Duration.ofMinutes(1);

  private final InstantSource clock;
  private final Deque<Instant> deaths = new ArrayDeque<>();

  Restarts(InstantSource clock) {
    this.clock = clock;
  }

  /** Notes a death; whether the part may be started once more. */
  boolean again() {
    Instant now = clock.instant();
    while (!deaths.isEmpty() && deaths.getFirst().isBefore(now.minus(PERIOD))) {
      deaths.removeFirst();
    }
    deaths.addLast(now);
    return deaths.size() <= MOST;
  }

  void forget() {
    deaths.clear();
  }
}
