package io.gatehouse.guard.problem;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ends a request with a problem. Its message is read by the caller: no secret, no internals. */
public final class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final String detail;
  private final transient List<Violation> violations;
  private final @Nullable Duration retryAfter;

  public ProblemException(ErrorCode code, String detail) {
    this(code, detail, List.of());
  }

  public ProblemException(ErrorCode code, String detail, List<Violation> violations) {
    this(code, detail, violations, null);
  }

  private ProblemException(
      ErrorCode code, String detail, List<Violation> violations, @Nullable Duration retryAfter) {
    super(detail, null, false, false);
    this.code = code;
    this.detail = detail;
    this.violations = List.copyOf(violations);
    this.retryAfter = retryAfter;
  }

  /** The same, telling the caller when to try again; whole seconds, rounded up. */
  public ProblemException retryAfter(Duration wait) {
    return new ProblemException(code, detail, violations, wait);
  }

  public ErrorCode code() {
    return code;
  }

  public String detail() {
    return detail;
  }

  public List<Violation> violations() {
    return violations;
  }

  /** When to try again; null leaves it to the code's default. */
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
