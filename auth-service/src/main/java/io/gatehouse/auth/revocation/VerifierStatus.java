package io.gatehouse.auth.revocation;

import java.time.Instant;

/**
 * A verifier, as it last said.
 *
 * @param appliedAt when it said first that it had applied {@code sequence}
 * @param heldUntil its word holds so long; after that it is not waited for
 */
record VerifierStatus(
    String verifier, long epoch, long sequence, Instant appliedAt, Instant heldUntil) {

  boolean has(LedgerEntry entry) {
    return epoch >= entry.epoch() && sequence >= entry.sequence();
  }

  boolean live(Instant now) {
    return now.isBefore(heldUntil);
  }
}
