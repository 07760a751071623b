package io.gatehouse.auth.revocation;

/**
 * What ends a thing itself, and not only what was issued for it: a revoked key gets no new token.
 * Whichever way one asks for the revocation of such a thing, it goes through here.
 */
public interface Ending {

  /** The kind of thing that this ends. */
  Target target();

  /**
   * Ends it for good, with its entry in the ledger, in the present transaction.
   *
   * @param reason read by operators and kept in the audit; no secret
   * @return whether it was alive until now
   * @throws io.gatehouse.guard.problem.ProblemException not found, if there never was such a thing
   */
  boolean end(String id, String reason);
}
