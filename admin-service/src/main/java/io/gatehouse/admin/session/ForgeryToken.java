package io.gatehouse.admin.session;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;

/**
 * The token that each form of a session carries against cross-site request forgery.
 *
 * <p>It belongs to the session (derived from its id), so a token of another session, or one planted
 * by a sibling host, is worth nothing; and it looks different on every page (a random mask), so
 * that compression of the page tells nothing about it (BREACH). In hex, so that it never looks like
 * a piece of a JWT to who scans pages for those.
 */
public final class ForgeryToken {

  /** The form member that carries it. */
  public static final String FIELD = "csrf";

  /** The header that carries it, for requests made by a script. */
  public static final String HEADER = "X-CSRF-Token";

  private static final int LENGTH = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private ForgeryToken() {}

  public static String of(SessionId id) {
    byte[] mask = new byte[LENGTH];
    RANDOM.nextBytes(mask);
    byte[] token = Arrays.copyOf(mask, 2 * LENGTH);
    byte[] secret = secret(id);
    for (int i = 0; i < LENGTH; i++) {
      token[LENGTH + i] = (byte) (mask[i] ^ secret[i]);
    }
    return HexFormat.of().formatHex(token);
  }

  public static boolean matches(SessionId id, String text) {
    byte[] token;
    try {
      token = HexFormat.of().parseHex(text);
    } catch (IllegalArgumentException e) {
      return false;
    }
    if (token.length != 2 * LENGTH) {
      return false;
    }
    byte[] claimed = new byte[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      claimed[i] = (byte) (token[i] ^ token[LENGTH + i]);
    }
    return MessageDigest.isEqual(claimed, secret(id));
  }

  private static byte[] secret(SessionId id) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(id.forgeryKey());
      return mac.doFinal("csrf".getBytes(StandardCharsets.US_ASCII));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
