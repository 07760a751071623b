package io.gatehouse.admin.session;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * The id of a session: 256 random bits that exist in the browser's cookie and nowhere else.
 *
 * <p>Redis sees only {@link #lookup()}, a hash; the keys that open the record are derived from the
 * id itself (HKDF, RFC 5869), so that who has all of Redis still cannot open one session.
 */
public final class SessionId {

  private static final int BYTES = 32;
  private static final int TEXT = 43;

  private final byte[] bits;
  private final String lookup;

  private SessionId(byte[] bits) {
    this.bits = bits;
    try {
      lookup = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bits));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  public static SessionId random(SecureRandom random) {
    byte[] bits = new byte[BYTES];
    random.nextBytes(bits);
    return new SessionId(bits);
  }

  /** The id in a cookie, or null if it has not the form of one. */
  public static @Nullable SessionId parse(String cookie) {
    if (cookie.length() != TEXT) {
      return null;
    }
    try {
      byte[] bits = Base64.getUrlDecoder().decode(cookie);
      SessionId id = new SessionId(bits);
      // The last character has spare bits: one session must not have several spellings.
      return id.cookie().equals(cookie) ? id : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** What the cookie carries. Never log, never store. */
  String cookie() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
  }

  /** The name of the record: SHA-256 of the id, in hex. */
  public String lookup() {
    return lookup;
  }

  /** The key under which the contents of the record are sealed. */
  SecretKey contentsKey() {
    return derive("AES", "gatehouse session contents v1");
  }

  /** The key of this session's tokens against request forgery. */
  SecretKey forgeryKey() {
    return derive("HmacSHA256", "gatehouse session csrf v1");
  }

  private SecretKey derive(String algorithm, String purpose) {
    try {
      return KDF.getInstance("HKDF-SHA256")
          .deriveKey(
              algorithm,
              HKDFParameterSpec.ofExtract()
                  .addIKM(bits)
                  .thenExpand(purpose.getBytes(StandardCharsets.US_ASCII), BYTES));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SessionId that && MessageDigest.isEqual(bits, that.bits);
  }

  @Override
  public int hashCode() {
    return lookup.hashCode();
  }

  /** Safe to log: the beginning of the hash. */
  @Override
  public String toString() {
    return "session " + lookup.substring(0, 8) + "…";
  }
}
