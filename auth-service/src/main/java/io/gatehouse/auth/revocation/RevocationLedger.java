package io.gatehouse.auth.revocation;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a decision to turn something away becomes a fact that every verifier will learn.
 *
 * <p>Call it last in a transaction: it holds the ledger's head until the commit, and all other
 * revocations wait for that.
 */
public interface RevocationLedger {

  /**
   * Writes one revocation in the caller's transaction: it exists if and only if the change that
   * asked for it does. Without a transaction it fails.
   *
   * <p>Of a token or a session it turns away all; of any other target what was issued before now,
   * to the end of this second. See {@link Mark}.
   *
   * @param id of the kind that {@link Target} names
   * @param reason for people and for the record; no secret
   * @param credentialsEndAt the end of the longest-lived credential that this could concern, after
   *     which verifiers may forget it; null for the longest that any credential lives
   * @return its sequence number
   */
  long revoke(Target target, String id, String reason, @Nullable Instant credentialsEndAt);

  /**
   * The same for what never comes back, as a key that was revoked or a partner that was deleted:
   * all is turned away, whenever issued. Exact whatever clocks say.
   */
  long revokeForGood(Target target, String id, String reason, @Nullable Instant credentialsEndAt);

  /**
   * The same as {@link #revoke(Target, String, String, Instant)} for what was done at {@code at}
   * and is heard of now: what was issued since is let in.
   */
  long revokeAsOf(Target target, String id, String reason, Instant at);

  /**
   * What one client has of a session or a user, to the end of the second of {@code at}; at other
   * clients the session or user goes on.
   *
   * @param target {@code SESSION} or {@code USER}
   * @param client its {@code azp}
   */
  long revokeAtClient(Target target, String id, String client, String reason, Instant at);

  /**
   * A person whose logins are known: each is revoked by name, so that the mark can stand at the
   * beginning of that second and a login later in it is let in. See {@link Mark}.
   *
   * @param sessions the {@code sid} of each login that ends
   * @param at when it was done
   */
  long revokeUser(String id, String reason, Set<String> sessions, Instant at);
}
