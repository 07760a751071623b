package io.gatehouse.auth.revocation;

import io.gatehouse.guard.problem.ErrorCode;
import io.gatehouse.guard.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The rule of the second.
 *
 * <p>A token says when it was issued in whole seconds (RFC 7519 §4.1.6 as everybody uses it), so of
 * a token and a revocation in one second nobody can tell which came first. The verifier's rule is
 * one: refuse what was issued before the mark. Where the mark stands is decided here:
 *
 * <ul>
 *   <li>for good: a token, a session, a key that was revoked. No mark, time does not matter.
 *   <li>a person whose logins are known: each of them is revoked as a session, which is exact; the
 *       mark is the beginning of the second, so that a new login in this very second is let in.
 *   <li>a login or a person at one client: the end of the second. The login goes on and the client
 *       can be let in by it again, so what tells old from new is the time alone.
 *   <li>everything else: the end of the second. What may have come before is refused; at most what
 *       was issued in the rest of this second must be asked for again. The exchange of keys, which
 *       is ours, dates its tokens to the mark instead, so that there not even that is refused.
 * </ul>
 *
 * <p>What the exchange dated to one mark must fall to the next, be that in the same second: so of
 * the marks that concern one key, each lies at least a second after the one before.
 */
final class Mark {

  private static final Duration SECOND = Duration.ofSeconds(1);

  /** Verifiers take no token that is dated further ahead than their room for clocks (5 s). */
  private static final Duration FARTHEST = Duration.ofSeconds(4);

  private Mark() {}

  /** The end of this second; null, for good, for what is one credential or one login. */
  static @Nullable Instant of(Target target, Instant now) {
    return switch (target) {
      case TOKEN, SESSION -> null;
      case USER, CLIENT, KEY, PARTNER, REALM -> endOf(now);
    };
  }

  /** Whether tokens are dated to the mark, so that an equal mark would not turn them away. */
  static boolean isDatedTo(Target target) {
    return target == Target.KEY || target == Target.PARTNER;
  }

  /**
   * The mark, moved behind the last one.
   *
   * @throws ProblemException a conflict, if so many came within a second that tokens would be dated
   *     too far ahead
   */
  static Instant after(@Nullable Instant last, Instant mark, Instant now) {
    Instant next = last == null || last.isBefore(mark) ? mark : secondOf(last).plus(SECOND);
    if (next.isAfter(now.plus(FARTHEST))) {
      throw ErrorCode.CONFLICT.because(
          "This was changed several times within a second. Try again in a second.");
    }
    return next;
  }

  /** The end of this second. */
  static Instant endOf(Instant now) {
    return secondOf(now).plus(SECOND);
  }

  static Instant secondOf(Instant now) {
    return now.truncatedTo(ChronoUnit.SECONDS);
  }
}
