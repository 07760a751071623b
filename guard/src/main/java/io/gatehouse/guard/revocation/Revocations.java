package io.gatehouse.guard.revocation;

import io.gatehouse.guard.caller.Caller;
import java.time.Duration;

/** Asked on every request, after the credential verified: memory only, never blocks. */
public interface Revocations {

  /** Whether the caller's token, session, user, client, key, partner or realm was revoked. */
  Verdict check(Caller caller);

  /** Time since the copy was last known to be complete; very long when it never was. */
  Duration age();

  /** The answer to {@link #check}. */
  enum Verdict {
    /** Nothing known against this caller. */
    VALID,
    /** Revoked: 401. */
    REVOKED,
    /** The copy is too old for a change; reads may go on for their longer bound. */
    STALE_FOR_CHANGES,
    /** The copy is too old for anything. */
    STALE
  }
}
