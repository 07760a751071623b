package io.gatehouse.auth.audit;

import io.gatehouse.auth.secret.SecretText;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * What makes the chain more than arithmetic: HMACs under a key that is derived from the secret that
 * opens the signing keys, so that who has the database alone cannot write a chain of their own.
 */
@ApplicationScoped
class AuditSeals {

  private static final String ALGORITHM = "HmacSHA256";
  private static final String SECRET = "gatehouse.signing.encryption-key";

  private final SecretKeySpec key;

  AuditSeals(@ConfigProperty(name = SECRET) Optional<String> secret) {
    byte[] bytes =
        SecretText.decode(
            SECRET, secret.orElseThrow(() -> new IllegalStateException(SECRET + " is not set")));
    this.key =
        new SecretKeySpec(
            mac(
                new SecretKeySpec(bytes, ALGORITHM),
                "gatehouse audit seal".getBytes(StandardCharsets.UTF_8)),
            ALGORITHM);
  }

  /** Of a row; its hash holds its sequence and all before it. */
  byte[] ofRow(byte[] hash) {
    return mac(key, hash);
  }

  /** Of the end of the chain; unlike a row's, so that no row's seal can pass for it. */
  byte[] ofHead(long sequence, byte[] hash) {
    return mac(
        key,
        ByteBuffer.allocate(4 + Long.BYTES + hash.length)
            .put("head".getBytes(StandardCharsets.US_ASCII))
            .putLong(sequence)
            .put(hash)
            .array());
  }

  static boolean same(byte @Nullable [] one, byte[] other) {
    return one != null && MessageDigest.isEqual(one, other);
  }

  private static byte[] mac(SecretKeySpec key, byte[] text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
