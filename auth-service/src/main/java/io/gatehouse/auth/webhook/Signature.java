package io.gatehouse.auth.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The symmetric signature of Standard Webhooks: HMAC-SHA-256 over {@code id.timestamp.body}. */
final class Signature {

  private static final String ALGORITHM = "HmacSHA256";
  private static final String PREFIX = "whsec_";

  private Signature() {}

  static String of(byte[] secret, String id, long timestamp, String body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret, ALGORITHM));
      byte[] hash =
          mac.doFinal((id + '.' + timestamp + '.' + body).getBytes(StandardCharsets.UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(hash);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The secret as its owner writes it down. */
  static String text(byte[] secret) {
    return PREFIX + Base64.getEncoder().encodeToString(secret);
  }
}
