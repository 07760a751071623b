package io.gatehouse.guard.jwt;

import io.gatehouse.guard.signature.SignatureProvider;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * A signed token in compact form (RFC 7515 §7.1), before anyone knows whether its signature is
 * good. Says only what is needed to find the key that must have made it; {@code jku}, {@code x5u},
 * {@code jwk} and {@code x5c} are an attacker's suggestions and are never read.
 */
final class CompactJws {

  /** Three parts of base64url and nothing else: decoders skip what they do not know. */
  private static final Pattern FORM =
      Pattern.compile("[A-Za-z0-9_-]++\\.[A-Za-z0-9_-]*+\\.[A-Za-z0-9_-]++");

  private final JsonWebSignature jws;

  private CompactJws(JsonWebSignature jws) {
    this.jws = jws;
  }

  /** Null if the text has no such form, or asks for an extension: none is known here. */
  static @Nullable CompactJws parse(String text) {
    if (!FORM.matcher(text).matches()) {
      return null;
    }
    JsonWebSignature jws = new JsonWebSignature();
    try {
      jws.setCompactSerialization(text);
    } catch (JoseException e) {
      return null;
    }
    // What a sender marks as critical must be understood or refused (RFC 7515 §4.1.11).
    return jws.getHeaders().getObjectHeaderValue("crit") == null ? new CompactJws(jws) : null;
  }

  @Nullable String keyId() {
    return jws.getHeaders().getObjectHeaderValue("kid") instanceof String id ? id : null;
  }

  /** In lower case, and without {@code application/}, which may be left out (RFC 7515 §4.1.9). */
  String type() {
    Object header = jws.getHeaders().getObjectHeaderValue("typ");
    String type = header instanceof String text ? text.toLowerCase(Locale.ROOT) : "";
    return type.startsWith("application/") ? type.substring("application/".length()) : type;
  }

  /** The payload; nobody has vouched for it yet. */
  String unverifiedPayload() {
    return jws.getUnverifiedPayload();
  }

  /**
   * Whether the key made the signature, by one of these algorithms and by no other than the one
   * that the key is published for (RFC 8725 §3.1).
   */
  boolean isSignedBy(
      KeySet.Entry key, AlgorithmConstraints algorithms, SignatureProvider provider) {
    Object algorithm = jws.getHeaders().getObjectHeaderValue("alg");
    if (key.algorithm() != null && !key.algorithm().equals(algorithm)) {
      return false;
    }
    try {
      jws.setAlgorithmConstraints(algorithms);
      jws.setProviderContext(provider.context());
      jws.setKey(key.key());
      return jws.verifySignature();
    } catch (JoseException e) {
      return false;
    }
  }
}
