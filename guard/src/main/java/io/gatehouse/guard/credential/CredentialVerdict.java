package io.gatehouse.guard.credential;

import io.gatehouse.guard.caller.Caller;
import io.gatehouse.guard.problem.ErrorCode;

/** What a {@link CredentialReader} found in a request. */
public sealed interface CredentialVerdict {

  /** The request carries no credential of this kind. */
  record Absent() implements CredentialVerdict {}

  /** The credential is good, and this is who calls. */
  record Admitted(Caller caller) implements CredentialVerdict {}

  /**
   * The credential is bad; the request ends.
   *
   * @param detail read by the caller, so it names no secret and nothing that helps to guess
   */
  record Refused(ErrorCode code, String detail) implements CredentialVerdict {}

  CredentialVerdict ABSENT = new Absent();
}
