package io.gatehouse.guard.revocation;

/** Names that both ends of the feed use. They are part of the contract: see docs/revocation.md. */
public final class Feed {

  /** {@code typ} of a Security Event Token (RFC 8417 §2.3). */
  public static final String EVENT_TYPE = "secevent+jwt";

  /** {@code typ} of the signature that closes a snapshot. */
  public static final String SNAPSHOT_TYPE = "gatehouse-snapshot+jwt";

  /** {@code aud} of both. No service has this name, so neither can pass for an access token. */
  public static final String AUDIENCE = "urn:gatehouse:verifiers";

  /**
   * Event: {@code epoch, sequence, target, id, issuedBefore, expiresAt}, and {@code client} where a
   * session or a user is turned away at that client alone. Who does not know {@code client} turns
   * away too much, never too little.
   */
  public static final String REVOCATION = "urn:gatehouse:event:revocation";

  /** Event: {@code epoch, sequence, at} (milliseconds). */
  public static final String HEARTBEAT = "urn:gatehouse:event:heartbeat";

  /** Field of a stream entry that holds the token. */
  public static final String FIELD = "set";

  /** Header by which a verifier that asks over HTTP says which one it is. */
  public static final String VERIFIER_HEADER = "Gatehouse-Verifier";

  private Feed() {}
}
