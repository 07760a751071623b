package io.gatehouse.guard.revocation;

import org.jspecify.annotations.Nullable;

/**
 * One revocation, as a verifier needs it.
 *
 * @param client the OAuth client at which alone a session or a user is turned away; null for
 *     everywhere
 * @param issuedBefore credentials issued before this second (Unix time) are refused; {@link
 *     #FOR_GOOD} refuses all, whenever issued
 * @param expiresAt second (Unix time) from which no credential that this could concern is alive,
 *     and the entry may be forgotten
 */
public record Revocation(
    long sequence,
    Target target,
    String id,
    @Nullable String client,
    long issuedBefore,
    long expiresAt) {

  /** The mark of what never comes back: a token, a session, a revoked key, a deleted partner. */
  public static final long FOR_GOOD = 0xFFFF_FFFFL;

  public Revocation {
    if (issuedBefore <= 0 || issuedBefore > FOR_GOOD || expiresAt < 0 || expiresAt > FOR_GOOD) {
      throw new IllegalArgumentException("times are Unix seconds below 2^32");
    }
    if (client != null && !target.hasClients()) {
      // To hold it as less than it says would let somebody in.
      throw new IllegalArgumentException(target + " at one client");
    }
  }

  /** Of this target everywhere. */
  public Revocation(long sequence, Target target, String id, long issuedBefore, long expiresAt) {
    this(sequence, target, id, null, issuedBefore, expiresAt);
  }
}
