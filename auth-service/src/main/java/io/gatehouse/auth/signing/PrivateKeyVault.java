package io.gatehouse.auth.signing;

import io.gatehouse.auth.secret.SecretText;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts private keys, and the secrets of webhooks, for the database: AES-256-GCM, the id as
 * associated data, so that who can write to the table cannot put one's secret under another's id.
 */
@ApplicationScoped
public class PrivateKeyVault {

  static final String PROPERTY = "gatehouse.signing.encryption-key";
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;

  private final SecretKey key;
  private final SecureRandom random = new SecureRandom();

  PrivateKeyVault(SigningConfig config) {
    String text =
        config
            .encryptionKey()
            .orElseThrow(() -> new IllegalStateException(PROPERTY + " is not set"));
    byte[] bytes = SecretText.decode(PROPERTY, text);
    if (bytes.length != 32) {
      throw new IllegalStateException(PROPERTY + " must have exactly 32 bytes");
    }
    this.key = new SecretKeySpec(bytes, "AES");
  }

  public byte[] seal(String kid, byte[] privateKey) {
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    byte[] sealed = run(Cipher.ENCRYPT_MODE, kid, nonce, privateKey);
    return ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed).array();
  }

  public byte[] open(String kid, byte[] stored) {
    byte[] nonce = Arrays.copyOf(stored, NONCE);
    return run(Cipher.DECRYPT_MODE, kid, nonce, Arrays.copyOfRange(stored, NONCE, stored.length));
  }

  private byte[] run(int mode, String kid, byte[] nonce, byte[] input) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(kid.getBytes(StandardCharsets.UTF_8));
      return cipher.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(PROPERTY + " does not open the signing key " + kid, e);
    }
  }
}
