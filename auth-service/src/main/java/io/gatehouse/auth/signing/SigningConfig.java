package io.gatehouse.auth.signing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How this service keeps and publishes its signing keys. */
@ConfigMapping(prefix = "gatehouse.signing")
public interface SigningConfig {

  /**
   * Opens the private keys that are kept in the database; 32 bytes, written as {@link
   * io.gatehouse.auth.secret.SecretText} says. Lost, it cannot be replaced: the keys must be made
   * anew.
   */
  Optional<String> encryptionKey();

  /**
   * The {@code iss} of our tokens and metadata: this service's public address.
   *
   * <p>Optional only so that start-up can name all that is missing at once.
   */
  Optional<String> issuer();

  /** {@link #issuer}, which start-up has checked in production. */
  default String requiredIssuer() {
    return issuer()
        .orElseThrow(() -> new IllegalStateException("gatehouse.urls.auth-service is not set"));
  }

  /** Size of a new RSA key, in bits; at least 2048 (RFC 7518 §3.3). */
  @WithDefault("2048")
  int keyBits();

  /** How long a verifier may keep the key set before it asks again. */
  @WithDefault("PT5M")
  Duration jwksMaxAge();

  /**
   * How long the next key is published before it signs: longer than any verifier keeps its copy of
   * the key set (guard: five minutes), and than a replica takes to hear of it.
   */
  @WithDefault("PT15M")
  Duration lead();

  /** How old a key grows before the next one takes over. */
  @WithDefault("P90D")
  Duration rotateEvery();

  /**
   * How long a retired key stays published: longer than anything lives that it signed, plus the
   * longest that a verifier keeps its copy.
   */
  @WithDefault("PT1H")
  Duration publishRetiredFor();

  /** How often a replica looks whether another has changed the keys. */
  @WithDefault("30s")
  String reloadEvery();
}
