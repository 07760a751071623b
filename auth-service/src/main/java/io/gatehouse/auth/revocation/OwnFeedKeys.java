package io.gatehouse.auth.revocation;

import io.gatehouse.auth.signing.SigningKeys;
import io.gatehouse.guard.revocation.FeedKeys;
import jakarta.inject.Singleton;
import java.security.Key;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** This service's own public keys, without a way over HTTP. */
@Singleton
class OwnFeedKeys implements FeedKeys {

  private record Parsed(String text, JsonWebKeySet keys) {}

  private final SigningKeys signing;
  private volatile @Nullable Parsed parsed;

  OwnFeedKeys(SigningKeys signing) {
    this.signing = signing;
  }

  @Override
  public @Nullable Key find(String keyId) {
    String text = signing.jwks();
    Parsed known = parsed;
    if (known == null || !known.text().equals(text)) {
      try {
        known = new Parsed(text, new JsonWebKeySet(text));
      } catch (JoseException e) {
        throw new IllegalStateException("Our own key set cannot be read", e);
      }
      parsed = known;
    }
    for (JsonWebKey key : known.keys().getJsonWebKeys()) {
      if (keyId.equals(key.getKeyId())) {
        return key.getKey();
      }
    }
    return null;
  }
}
