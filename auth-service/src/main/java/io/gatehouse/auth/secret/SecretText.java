package io.gatehouse.auth.secret;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * A secret of at least 32 bytes as it is written in configuration:
 *
 * <ul>
 *   <li>base64 of the bytes ({@code openssl rand -base64 32});
 *   <li>{@code file:/run/secrets/pepper}: a file that holds that base64, so that the secret is in
 *       no environment and no process listing;
 *   <li>{@code demo-…}: any text, of which the SHA-256 is taken. No base64 contains a hyphen, so
 *       this can never be a real secret by accident, and production refuses it.
 * </ul>
 */
public final class SecretText {

  private static final String DEMO = "demo-";
  private static final String FILE = "file:";
  private static final int ENOUGH = 32;

  private SecretText() {}

  /**
   * The bytes that {@code value} stands for.
   *
   * @throws IllegalStateException names the property, never the value
   */
  public static byte[] decode(String property, String value) {
    if (value.startsWith(DEMO)) {
      return sha256(value);
    }
    String base64 = value.startsWith(FILE) ? read(property, value) : value;
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(base64.strip());
    } catch (IllegalArgumentException e) {
      // The cause would quote the secret's characters.
      throw new IllegalStateException(property + " is not base64");
    }
    if (bytes.length < ENOUGH) {
      throw new IllegalStateException(property + " must have at least " + ENOUGH + " bytes");
    }
    return bytes;
  }

  private static String read(String property, String value) {
    try {
      return Files.readString(Path.of(value.substring(FILE.length())));
    } catch (IOException e) {
      throw new IllegalStateException(property + " names a file that cannot be read", e);
    }
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
