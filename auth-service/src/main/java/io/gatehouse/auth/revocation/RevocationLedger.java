package io.gatehouse.auth.revocation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where a decision to turn something away becomes a fact that every verifier will learn. */
public interface RevocationLedger {

  /**
   * Writes one revocation in the caller's transaction: it exists if and only if the change that
   * asked for it does. Without a transaction it fails.
   *
   * @param id of the kind that {@link Target} names
   * @param reason for people and for the record; no secret
   * @param credentialsEndAt the end of the longest-lived credential that this could concern, after
   *     which verifiers may forget it; null for the longest that any credential lives
   * @return its sequence number
   */
  long revoke(Target target, String id, String reason, @Nullable Instant credentialsEndAt);
}
