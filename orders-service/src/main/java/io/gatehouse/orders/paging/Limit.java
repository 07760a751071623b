package io.gatehouse.orders.paging;

import io.gatehouse.guard.problem.ErrorCode;
import io.gatehouse.guard.problem.ProblemException;
import io.gatehouse.guard.problem.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How many rows a page may have. */
public final class Limit {

  public static final int MAX = 100;

  private Limit() {}

  /** The wanted limit, 1 to {@value #MAX}; anything else is refused rather than silently bent. */
  public static int of(@Nullable String wanted, int otherwise) {
    if (wanted == null) {
      return otherwise;
    }
    // Three digits at most, so that it always fits an int.
    if (wanted.matches("[0-9]{1,3}")) {
      int limit = Integer.parseInt(wanted);
      if (limit >= 1 && limit <= MAX) {
        return limit;
      }
    }
    throw new ProblemException(
        ErrorCode.VALIDATION_FAILED,
        "A query parameter is not valid.",
        List.of(new Violation("?limit", "must be a number from 1 to " + MAX)));
  }
}
