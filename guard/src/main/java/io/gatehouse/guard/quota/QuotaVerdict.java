package io.gatehouse.guard.quota;

import java.time.Duration;

/** Whether a request is within a limit. */
public sealed interface QuotaVerdict {

  /**
   * It is.
   *
   * @param left about how many more may come at once
   */
  record Within(long left) implements QuotaVerdict {}

  /**
   * It is not.
   *
   * @param after how long from now the next will be
   */
  record Over(Duration after) implements QuotaVerdict {}

  /** Nobody can tell, and the limit says that this is a no. */
  record Unknown() implements QuotaVerdict {}
}
