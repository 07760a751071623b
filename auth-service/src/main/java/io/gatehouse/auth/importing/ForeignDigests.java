package io.gatehouse.auth.importing;

import io.gatehouse.auth.secret.SecretText;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The fast hashes of other systems. */
@ApplicationScoped
class ForeignDigests {

  private static final String PREFIX = "gatehouse.import.hmac-keys.";
  private static final String HMAC = "HmacSHA256";

  private final Map<String, SecretKeySpec> hmacKeys = new TreeMap<>();

  ForeignDigests(ImportConfig config) {
    config
        .hmacKeys()
        .forEach((name, text) ->
            hmacKeys.put(name, new SecretKeySpec(SecretText.decode(PREFIX + name, text), HMAC)));
  }

  /**
   * What an imported digest is found by: its bytes, behind the word for how they were made, so that
   * two systems' digests are never taken for each other.
   *
   * @return null if there is no such HMAC key, or the digest is no hex of that length
   */
  byte @Nullable [] lookup(ForeignHash hash) {
    String kind = hash.algorithm();
    if (kind.equals("hmac-sha256")) {
      if (hash.hmacKey() == null || !hmacKeys.containsKey(hash.hmacKey())) {
        return null;
      }
      kind += ":" + hash.hmacKey();
    }
    int length = hash.algorithm().equals("sha512") ? 64 : 32;
    try {
      byte[] digest = HexFormat.of().parseHex(hash.value());
      return digest.length == length ? named(kind, digest) : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** What this text would be found by, whichever system it is from. */
  List<byte[]> lookups(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    List<byte[]> all = new ArrayList<>();
    try {
      all.add(named("sha256", MessageDigest.getInstance("SHA-256").digest(bytes)));
      all.add(named("sha512", MessageDigest.getInstance("SHA-512").digest(bytes)));
      for (Map.Entry<String, SecretKeySpec> key : hmacKeys.entrySet()) {
        Mac mac = Mac.getInstance(HMAC);
        mac.init(key.getValue());
        all.add(named("hmac-sha256:" + key.getKey(), mac.doFinal(bytes)));
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    return all;
  }

  private static byte[] named(String kind, byte[] digest) {
    byte[] word = (kind + ':').getBytes(StandardCharsets.UTF_8);
    byte[] whole = java.util.Arrays.copyOf(word, word.length + digest.length);
    System.arraycopy(digest, 0, whole, word.length, digest.length);
    return whole;
  }
}
