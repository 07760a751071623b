package io.gatehouse.auth.key;

import io.gatehouse.guard.problem.ErrorCode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a presented key is worth. */
public sealed interface KeyVerdict {

  /**
   * The secret is right and the key is good.
   *
   * @param version which of its secrets was shown
   * @param endsAt when key or secret ends, whichever is first; null for no end in sight
   * @param asOf just before the key was read: what is issued for it must not be dated later, or a
   *     change in between would not turn it away
   * @param mark what is issued for this key must not be dated before this; null for no such mark
   */
  record Good(
      KeyFacts key, int version, @Nullable Instant endsAt, Instant asOf, @Nullable Instant mark)
      implements KeyVerdict {}

  /** No such key, or not its secret. Which of the two is told to nobody. */
  record NotProved() implements KeyVerdict {}

  /**
   * The secret is right, so its holder may know why the key is no good.
   *
   * @param detail read by the caller
   */
  record Dead(KeyFacts key, ErrorCode code, String detail) implements KeyVerdict {}
}
