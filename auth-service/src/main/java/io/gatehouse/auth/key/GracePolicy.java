package io.gatehouse.auth.key;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The times of a rotation. */
final class GracePolicy {

  private GracePolicy() {}

  /** The end of an old secret: grace never lengthens a life. */
  static Instant end(@Nullable Instant ownEnd, Instant from, Duration grace) {
    Instant end = from.plus(grace);
    return ownEnd != null && ownEnd.isBefore(end) ? ownEnd : end;
  }
}
