package io.gatehouse.guard.credential;

import io.gatehouse.guard.caller.Caller;
import io.gatehouse.guard.problem.ErrorCode;
import io.gatehouse.guard.quota.Quota;
import java.util.List;

/** What a {@link CredentialReader} found in a request. */
public sealed interface CredentialVerdict extends Reading {

  /** The request carries no credential of this kind. */
  record Absent() implements CredentialVerdict {}

  /**
   * The credential is good, and this is who calls. Made once and remembered with the credential: it
   * carries all that a request needs.
   *
   * @param quotas what each request with it is charged to
   */
  record Admitted(Caller caller, GuardIdentity identity, List<Quota> quotas)
      implements CredentialVerdict {
    public Admitted(Caller caller) {
      this(caller, List.of());
    }

    public Admitted(Caller caller, List<Quota> quotas) {
      this(caller, new GuardIdentity(caller), quotas);
    }
  }

  /**
   * The credential is bad; the request ends.
   *
   * @param detail read by the caller, so it names no secret and nothing that helps to guess
   */
  record Refused(ErrorCode code, String detail) implements CredentialVerdict {}

  CredentialVerdict ABSENT = new Absent();
}
