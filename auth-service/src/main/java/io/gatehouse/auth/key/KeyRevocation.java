package io.gatehouse.auth.key;

import io.gatehouse.auth.revocation.Ending;
import io.gatehouse.auth.revocation.Target;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** Revokes a key for who has shown its secret, has found it in the open, or asks the ledger. */
@ApplicationScoped
public class KeyRevocation implements Ending {

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
    end(keyId, reason);
  }

  @Override
  public Target target() {
    return Target.KEY;
  }

  @Override
  @Transactional
  public boolean end(String id, String reason) {
    return keys.revoke(id, reason, new Precondition(null)).now();
  }
}
