package io.gatehouse.auth.key;

import io.gatehouse.guard.caller.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.util.List;

/** Keys whose first secret another system issued: its text names neither id nor environment. */
@ApplicationScoped
public class ImportedSecrets {

  private final Keys keys;
  private final KeyLookup lookup;
  private final KeyVerifier verifier;
  private final Peppers peppers;

  ImportedSecrets(Keys keys, KeyLookup lookup, KeyVerifier verifier, Peppers peppers) {
    this.keys = keys;
    this.lookup = lookup;
    this.verifier = verifier;
    this.peppers = peppers;
  }

  public String pepper() {
    return peppers.current();
  }

  /** What a text is found by once it was adopted: under the current pepper, and under old ones. */
  public List<byte[]> lookups(String text) {
    return peppers.versions().stream().map(version -> lookup(version, text)).toList();
  }

  public byte[] lookup(String pepperVersion, String text) {
    return peppers.hash(pepperVersion, "imported", text);
  }

  /** A key like any other, but for its secret, which nobody knows here until it is adopted. */
  @Transactional(Transactional.TxType.MANDATORY)
  public String create(String partnerId, NewKey settings, Caller maker) {
    return keys.createWithoutSecret(partnerId, settings, maker);
  }

  /** Makes the text the key's first secret. It was proved against the other system's hash. */
  public void adopt(String keyId, String text) throws SQLException {
    KeyLookup.Found found = lookup.find(keyId);
    for (KeyLookup.Secret secret : found.secrets()) {
      if (secret.number() == 1 && !found.decoy()) {
        String pepper = peppers.current();
        lookup.upgrade(
            keyId,
            secret,
            pepper,
            peppers.hash(pepper, KeyVerifier.bound(found.key().environment(), keyId), text));
      }
    }
  }

  /** The verdict on a text that was adopted as this key's secret. */
  public KeyVerdict verify(String keyId, String text) throws SQLException {
    return verifier.verify(keyId, text);
  }
}
