package io.gatehouse.auth.key;

import jakarta.enterprise.context.ApplicationScoped;

/** Revokes a key for who has shown its secret, or has found it in the open. */
@ApplicationScoped
public class KeyRevocation {

  private final Keys keys;

  KeyRevocation(Keys keys) {
    this.keys = keys;
  }

  /**
   * Revokes for good and everywhere; once revoked, a key stays so.
   *
   * @param reason read by operators and kept in the audit; no secret
   */
  public void revoke(String keyId, String reason) {
    keys.revoke(keyId, reason, new Precondition(null));
  }
}
