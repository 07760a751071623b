package io.gatehouse.guard.revocation;

/**
 * One revocation, as a verifier needs it.
 *
 * @param issuedBefore credentials issued before this second (Unix time) are refused; {@link
 *     #FOR_GOOD} refuses all, whenever issued
 * @param expiresAt second (Unix time) from which no credential that this could concern is alive,
 *     and the entry may be forgotten
 */
public record Revocation(
    long sequence, Target target, String id, long issuedBefore, long expiresAt) {

  /** The mark of what never comes back: a token, a session, a revoked key, a deleted partner. */
  public static final long FOR_GOOD = 0xFFFF_FFFFL;

  public Revocation {
    if (issuedBefore <= 0 || issuedBefore > FOR_GOOD || expiresAt < 0 || expiresAt > FOR_GOOD) {
      throw new IllegalArgumentException("times are Unix seconds below 2^32");
    }
  }
}
