package io.gatehouse.auth.revocation;

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
 *   <li>everything else: the end of the second. What may have come before is refused; at most what
 *       was issued in the rest of this second must be asked for again. The exchange of keys, which
 *       is ours, dates its tokens to the mark instead, so that there not even that is refused.
 * </ul>
 */
final class Mark {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private Mark() {}

  /** The end of this second; null, for good, for what is one credential or one login. */
  static @Nullable Instant of(Target target, Instant now) {
    return switch (target) {
      case TOKEN, SESSION -> null;
      case USER, CLIENT, KEY, PARTNER, REALM -> secondOf(now).plus(SECOND);
    };
  }

  static Instant secondOf(Instant now) {
    return now.truncatedTo(ChronoUnit.SECONDS);
  }
}
