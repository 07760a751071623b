package io.gatehouse.guard.idempotency;

import io.gatehouse.guard.problem.ErrorCode;
import io.gatehouse.guard.problem.ProblemException;
import io.gatehouse.guard.problem.Violation;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The value of the {@code Idempotency-Key} header (draft-ietf-httpapi-idempotency-key-header). The
 * draft has a quoted string; clients send bare ones as often. Both are taken as they are.
 *
 * @param value 1 to 255 visible ASCII characters
 */
public record IdempotencyKey(String value) {

  public static final String HEADER = "Idempotency-Key";

  /** In an answer: that it is to a repeat. */
  public static final String REPLAYED = "Idempotency-Replayed";

  private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{1,255}");

  /**
   * The key among these values of the header, or null if the header is not there. An empty one, or
   * two, are refused: who sends the header trusts to be protected by it.
   */
  public static @Nullable IdempotencyKey of(@Nullable List<String> headers) {
    if (headers == null || headers.isEmpty()) {
      return null;
    }
    if (headers.size() > 1 || !FORM.matcher(headers.getFirst()).matches()) {
      throw new ProblemException(
          ErrorCode.VALIDATION_FAILED,
          "A header is not valid.",
          List.of(
              new Violation(
                  "Idempotency-Key", "must be one key of 1 to 255 visible ASCII characters")));
    }
    return new IdempotencyKey(headers.getFirst());
  }
}
