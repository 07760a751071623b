package io.gatehouse.guard.quota;

/**
 * The generic cell rate algorithm (ITU-T I.371): one number, the theoretical arrival time of the
 * next request, holds the state. Times and lengths are nanoseconds.
 *
 * @param interval between two requests at the steady rate
 * @param burst how many may come at once
 */
record Gcra(long interval, long burst) {

  static Gcra of(RateLimit limit) {
    return share(limit, 1);
  }

  /** One of so many equal shares of a limit: rate and burst divided, at least one at once. */
  static Gcra share(RateLimit limit, int shares) {
    long interval = Math.ceilDiv(limit.period().toNanos() * shares, limit.requests());
    return new Gcra(interval, Math.max(1, limit.burst() / shares));
  }

  /** How long until one is admitted; 0 for now. */
  long wait(long arrival, long now) {
    return Math.max(0, Math.max(arrival, now) + interval - burst * interval - now);
  }

  /** How many are admitted at once, now. */
  long free(long arrival, long now) {
    return Math.max(0, (now + burst * interval - Math.max(arrival, now)) / interval);
  }

  /** The state after one was admitted now. */
  long after(long arrival, long now) {
    return Math.max(arrival, now) + interval;
  }
}
