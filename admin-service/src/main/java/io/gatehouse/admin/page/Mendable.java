package io.gatehouse.admin.page;

import io.gatehouse.guard.problem.ErrorCode;
import io.gatehouse.guard.problem.ProblemException;

/** Which refusals of auth-service a person can mend in the form that they sent. */
public final class Mendable {

  private Mendable() {}

  public static boolean is(ProblemException problem) {
    return problem.code() == ErrorCode.VALIDATION_FAILED
        || problem.code() == ErrorCode.MALFORMED_REQUEST
        || problem.code() == ErrorCode.CONFLICT;
  }

  /** What to say at the fields; raises what cannot be mended there. */
  public static Fields fields(ProblemException problem) {
    if (!is(problem)) {
      throw problem;
    }
    return Fields.of(problem);
  }
}
