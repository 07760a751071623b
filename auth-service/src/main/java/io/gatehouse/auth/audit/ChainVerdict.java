package io.gatehouse.auth.audit;

import org.jspecify.annotations.Nullable;

/**
 * Whether a stretch of the audit is as it was written.
 *
 * @param checked how many rows were looked at
 * @param unsealed how many of them are from before there were seals: of these only the chain speaks
 * @param firstBad sequence of the first row that is not as it was written, or not there
 * @param reason {@code edited}, {@code removed}, {@code reordered}, {@code rewritten} or {@code
 *     truncated}
 * @param nextCursor where to go on; null at the end of the chain, or where it is broken
 * @param head the last good row: keep it elsewhere, and show it as {@code anchor} the next time
 */
public record ChainVerdict(
    boolean intact,
    int checked,
    int unsealed,
    @Nullable Long firstBad,
    @Nullable String reason,
    @Nullable String nextCursor,
    @Nullable Head head) {

  /** A row that was there. */
  public record Head(long sequence, String hash) {

    /** As it is written in a query and in the log. */
    String text() {
      return sequence + ":" + hash;
    }
  }

  static ChainVerdict broken(
      int checked, int unsealed, long sequence, String reason, @Nullable Head head) {
    return new ChainVerdict(false, checked, unsealed, sequence, reason, null, head);
  }
}
