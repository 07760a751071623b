package io.gatehouse.guard.apikey;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The written form of a partner's key: {@code gk_(live|test)_} + 16 characters of key id + 43 of
 * secret (256 random bits) + 6 of CRC-32 over all that stands before, each in base62.
 *
 * <p>The checksum lets a typo be refused with no I/O, and lets a secret scanner tell a key from
 * noise. It is no protection against forgery.
 */
public final class ApiKey {

  public static final int LENGTH = 73;
  private static final int PREFIX = 8;
  private static final int ID_END = PREFIX + 16;
  private static final int SECRET_END = ID_END + 43;
  private static final char[] ALPHABET =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".toCharArray();

  private final String text;

  private ApiKey(String text) {
    this.text = text;
  }

  /** Whether a credential means to be a key at all; nothing is said about its form. */
  public static boolean looksLike(String credential) {
    return credential.startsWith("gk_");
  }

  /** The key, or null if the form or the checksum is wrong. No I/O, a few microseconds. */
  public static @Nullable ApiKey parse(String text) {
    if (text.length() != LENGTH || !(text.startsWith("gk_live_") || text.startsWith("gk_test_"))) {
      return null;
    }
    for (int i = PREFIX; i < LENGTH; i++) {
      char c = text.charAt(i);
      if (!((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'))) {
        return null;
      }
    }
    return text.regionMatches(SECRET_END, checksum(text.substring(0, SECRET_END)), 0, 6)
        ? new ApiKey(text)
        : null;
  }

  /** A new key of this environment ({@code live} or {@code test}) with a new id. */
  public static ApiKey generate(String environment, SecureRandom random) {
    return generate(environment, base62(random, 16), random);
  }

  /** A new secret for a key id that exists, for rotation. */
  public static ApiKey generate(String environment, String id, SecureRandom random) {
    String body = "gk_" + environment + "_" + id + base62(random, 43);
    ApiKey key = parse(body + checksum(body));
    if (key == null) {
      throw new IllegalArgumentException("environment must be live or test, id 16 base62");
    }
    return key;
  }

  public String environment() {
    return text.substring(3, 7);
  }

  public String id() {
    return text.substring(PREFIX, ID_END);
  }

  /** The 43 secret characters. Never log, never store. */
  public String secret() {
    return text.substring(ID_END, SECRET_END);
  }

  /** The whole key, to be shown once. */
  public String reveal() {
    return text;
  }

  /** Safe to log: the id without the secret. */
  @Override
  public String toString() {
    return text.substring(0, ID_END) + "…";
  }

  private static String base62(SecureRandom random, int length) {
    StringBuilder out = new StringBuilder(length);
    while (out.length() < length) {
      out.append(ALPHABET[random.nextInt(62)]);
    }
    return out.toString();
  }

  private static String checksum(String body) {
    CRC32 crc = new CRC32();
    crc.update(body.getBytes(StandardCharsets.US_ASCII));
    long value = crc.getValue();
    char[] out = new char[6];
    for (int i = 5; i >= 0; i--) {
      out[i] = ALPHABET[(int) (value % 62)];
      value /= 62;
    }
    return new String(out);
  }
}
