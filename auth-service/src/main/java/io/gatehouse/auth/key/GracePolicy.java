package io.gatehouse.auth.key;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The times of a rotation. */
final class GracePolicy {

  private static final int FIFTHS = 5;

  private GracePolicy() {}

  /** The end of an old secret: grace never lengthens a life. */
  static Instant end(@Nullable Instant ownEnd, Instant from, Duration grace) {
    Instant end = from.plus(grace);
    return ownEnd != null && ownEnd.isBefore(end) ? ownEnd : end;
  }

  /** Whether so little of the grace is left that whoever still uses the old secret must be told. */
  static boolean inLastFifth(Instant from, Instant end, Instant at) {
    Duration fifth = Duration.between(from, end).dividedBy(FIFTHS);
    return !at.isBefore(end.minus(fifth)) && at.isBefore(end);
  }
}
