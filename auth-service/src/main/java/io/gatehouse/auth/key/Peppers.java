package io.gatehouse.auth.key;

import io.gatehouse.auth.secret.SecretText;
import io.gatehouse.guard.apikey.ApiKey;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Hashes secrets under a pepper that the database does not hold, so that neither a dump of the
 * table nor the pepper alone yields a key. A secret has 256 random bits: a fast hash is enough.
 */
@ApplicationScoped
class Peppers {

  private static final String PREFIX = "gatehouse.keys.peppers.";
  private static final String ALGORITHM = "HmacSHA256";

  private final Map<String, SecretKeySpec> peppers = new HashMap<>();
  private final String current;

  Peppers(KeysConfig config) {
    config
        .peppers()
        .forEach((version, text) ->
            peppers.put(
                version, new SecretKeySpec(SecretText.decode(PREFIX + version, text), ALGORITHM)));
    this.current = config.pepperVersion();
    if (!peppers.containsKey(current)) {
      throw new IllegalStateException(
          PREFIX + current + " is not set, but gatehouse.keys.pepper-version names it");
    }
  }

  /** Made at start, so that a missing pepper is missed before the first key. */
  void start(@Observes StartupEvent event) {}

  String current() {
    return current;
  }

  Set<String> versions() {
    return peppers.keySet();
  }

  boolean knows(String version) {
    return peppers.containsKey(version);
  }

  /**
   * The hash of a key under one pepper; under the current one if that version is not known, so that
   * the work is the same.
   *
   * <p>Environment and id are hashed with the secret: who can write to the table but knows no
   * pepper could otherwise copy the hash of a key of their own over somebody else's.
   */
  byte[] hash(String version, ApiKey key) {
    return hash(version, key.environment() + '_' + key.id(), key.secret());
  }

  /** The same for a secret in parts. */
  byte[] hash(String version, String bound, String secret) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(peppers.getOrDefault(version, peppers.get(current)));
      mac.update(bound.getBytes(StandardCharsets.US_ASCII));
      return mac.doFinal(secret.getBytes(StandardCharsets.US_ASCII));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
