package io.gatehouse.guard.jwt;

import io.gatehouse.guard.signature.SignatureProvider;
import java.security.PublicKey;
import java.util.HashMap;
import java.util.Map;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** The public signature keys of one issuer at one time, by key id (RFC 7517 §5). */
record KeySet(Map<String, Entry> byId) {

  /** A key, and the only algorithm that it may be used with, if its issuer said one. */
  record Entry(PublicKey key, @Nullable String algorithm) {}

  KeySet {
    byId = Map.copyOf(byId);
  }

  /**
   * Keys that are not for signatures, have no id or are symmetric are left out: they cannot be
   * chosen.
   *
   * @throws JoseException if the text is no JWK set
   */
  static KeySet parse(String json) throws JoseException {
    Map<String, Entry> keys = new HashMap<>();
    for (JsonWebKey key : new JsonWebKeySet(json).getJsonWebKeys()) {
      if (key instanceof PublicJsonWebKey open && verifies(key) && key.getKeyId() != null) {
        keys.putIfAbsent(
            key.getKeyId(),
            new Entry(
                SignatureProvider.best().prepare(open.getPublicKey()),
                blankToNull(key.getAlgorithm())));
      }
    }
    return new KeySet(keys);
  }

  /** RFC 7517 §4.2 and §4.3: a key that is for something else must not verify. */
  private static boolean verifies(JsonWebKey key) {
    boolean use = key.getUse() == null || key.getUse().equals("sig");
    return use && (key.getKeyOps() == null || key.getKeyOps().contains("verify"));
  }

  @Nullable Entry get(String id) {
    return byId.get(id);
  }

  /** Whether this set still has the same key under this id. */
  boolean holds(String id, PublicKey key) {
    Entry entry = byId.get(id);
    return entry != null && entry.key().equals(key);
  }

  private static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }
}
