package io.gatehouse.guard.problem;

import java.util.List;

/** Ends a request with a problem. Its message is read by the caller: no secret, no internals. */
public final class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final transient List<Violation> violations;

  public ProblemException(ErrorCode code, String detail) {
    this(code, detail, List.of());
  }

  public ProblemException(ErrorCode code, String detail, List<Violation> violations) {
    super(detail, null, false, false);
    this.code = code;
    this.violations = List.copyOf(violations);
  }

  public ErrorCode code() {
    return code;
  }

  public List<Violation> violations() {
    return violations;
  }
}
