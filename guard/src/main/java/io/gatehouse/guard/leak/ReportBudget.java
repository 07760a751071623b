package io.gatehouse.guard.leak;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.gatehouse.guard.jwt.Fingerprint;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Each key is reported once in an hour, and so many keys in a minute: a program that goes on
 * sending its key is one report, and whoever invents keys cannot make this service a hammer.
 */
final class ReportBudget {

  private static final Duration MEMORY = Duration.ofHours(1);

  private final Cache<Fingerprint, Boolean> reported =
      Caffeine.newBuilder().maximumSize(1_000).expireAfterWrite(MEMORY).build();
  private final int perMinute;
  private final InstantSource clock;
  private long minute;
  private int spent;

  ReportBudget(int perMinute, InstantSource clock) {
    this.perMinute = perMinute;
    this.clock = clock;
  }

  /** Whether this key is to be reported now. */
  synchronized boolean take(Fingerprint key) {
    if (reported.getIfPresent(key) != null) {
      return false;
    }
    long now = clock.millis() / 60_000;
    if (now != minute) {
      minute = now;
      spent = 0;
    }
    if (spent >= perMinute) {
      return false;
    }
    spent++;
    reported.put(key, true);
    return true;
  }

  /** The report did not arrive: the key's next use is one more try. */
  void forget(Fingerprint key) {
    reported.invalidate(key);
  }
}
