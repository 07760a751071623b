package io.gatehouse.guard.revocation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * How old the copy is, and what that still allows (design.md 6.4).
 *
 * <p>Age runs on the monotonic clock, so neither a step of the wall clock nor a process that was
 * frozen and thawed makes an old copy look new. A heartbeat counts from the moment that it names,
 * not from its arrival: one that an attacker held back keeps nothing fresh. If the clocks of the
 * two machines are apart by more than the bound, heartbeats count for nothing and the poll, which
 * needs no clock, keeps the copy fresh.
 */
final class Freshness {

  /** What the age of the copy allows. */
  enum State {
    /** Nothing has been learnt yet. */
    STARTING,
    FRESH,
    STALE_FOR_CHANGES,
    STALE
  }

  private final Duration staleAfter;
  private final long staleAfterNanos;
  private final long unusableAfterNanos;
  private final InstantSource wall;
  private final LongSupplier nanos;
  private volatile boolean ever;
  private volatile long asOf;

  Freshness(Duration staleAfter, Duration readsWhileStale, InstantSource wall, LongSupplier nanos) {
    this.staleAfter = staleAfter;
    this.staleAfterNanos = staleAfter.toNanos();
    this.unusableAfterNanos = staleAfter.plus(readsWhileStale).toNanos();
    this.wall = wall;
    this.nanos = nanos;
  }

  /** A heartbeat of this moment found us complete; false if it is too old, or from the future. */
  boolean completeAsOf(Instant at) {
    Duration age = Duration.between(at, wall.instant());
    if (age.abs().compareTo(staleAfter) > 0) {
      return false;
    }
    completeSince(nanos.getAsLong() - Math.max(0, age.toNanos()));
    return true;
  }

  /** An answer to a question that was asked at this reading of the monotonic clock. */
  synchronized void completeSince(long readingNanos) {
    if (!ever || readingNanos - asOf > 0) {
      asOf = readingNanos;
      ever = true;
    }
  }

  State state() {
    if (!ever) {
      return State.STARTING;
    }
    long age = nanos.getAsLong() - asOf;
    if (age <= staleAfterNanos) {
      return State.FRESH;
    }
    return age <= unusableAfterNanos ? State.STALE_FOR_CHANGES : State.STALE;
  }

  /** Time since the copy was last known to be complete; very long when it never was. */
  Duration age() {
    return ever ? Duration.ofNanos(nanos.getAsLong() - asOf) : Duration.ofDays(1);
  }

  /** A reading of the monotonic clock, for {@link #completeSince}. */
  long now() {
    return nanos.getAsLong();
  }
}
