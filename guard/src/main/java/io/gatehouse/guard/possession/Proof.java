package io.gatehouse.guard.possession;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.lang.JoseException;

/**
 * The checks of RFC 9449 §4.3 that need no memory. Whether a proof came before says {@link
 * ProofMemory}.
 */
final class Proof {

  /** Asymmetric ones only; told to clients in challenges and metadata. */
  static final List<String> ALGORITHMS =
      List.of("ES256", "ES384", "ES512", "PS256", "RS256", "EdDSA");

  private static final AlgorithmConstraints ALLOWED =
      new AlgorithmConstraints(ConstraintType.PERMIT, ALGORITHMS.toArray(String[]::new));
  private static final Pattern FORM =
      Pattern.compile("[A-Za-z0-9_-]++\\.[A-Za-z0-9_-]++\\.[A-Za-z0-9_-]++");
  private static final int LONGEST = 8_192;
  private static final int LONGEST_ID = 256;
  private static final List<String> PRIVATE = List.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");

  private Proof() {}

  /** What a proof says. */
  sealed interface Verdict {
    /** Good, if it did not come before. */
    record Good(String thumbprint, String id) implements Verdict {}

    /** Not good; the reason is read by the caller. */
    record Bad(String why) implements Verdict {}
  }

  /**
   * What a proof must be about.
   *
   * @param address as the client called it, without query and fragment
   * @param age how old the proof may be
   * @param skew how far ahead it may be
   */
  record Occasion(
      String method, URI address, String token, Instant now, Duration age, Duration skew) {}

  static Verdict judge(String text, Occasion occasion) {
    if (text.length() > LONGEST || !FORM.matcher(text).matches()) {
      return new Verdict.Bad("The DPoP header is not a proof.");
    }
    try {
      JsonWebSignature jws = new JsonWebSignature();
      jws.setAlgorithmConstraints(ALLOWED);
      jws.setCompactSerialization(text);
      if (!(jws.getHeaders().getObjectHeaderValue("typ") instanceof String type)
          || !type.toLowerCase(Locale.ROOT).replace("application/", "").equals("dpop+jwt")) {
        return new Verdict.Bad("The proof's typ is not dpop+jwt.");
      }
      if (jws.getHeaders().getObjectHeaderValue("crit") != null
          || !(jws.getHeaders().getObjectHeaderValue("jwk") instanceof Map<?, ?> members)
          || PRIVATE.stream().anyMatch(members::containsKey)) {
        return new Verdict.Bad("The proof must carry its public key, and that alone, as jwk.");
      }
      PublicJsonWebKey key = jws.getJwkHeader();
      jws.setKey(key.getPublicKey());
      if (!jws.verifySignature()) {
        return new Verdict.Bad("The proof's signature is not valid.");
      }
      return judge(
          JwtClaims.parse(jws.getPayload()),
          key.calculateBase64urlEncodedThumbprint("SHA-256"),
          occasion);
    } catch (JoseException
        | InvalidJwtException
        | MalformedClaimException
        | IllegalArgumentException
        | ClassCastException e) {
      // The reason may quote the proof: it is not passed on.
      return new Verdict.Bad("The proof cannot be read, or is signed in a way not taken here.");
    }
  }

  private static Verdict judge(JwtClaims claims, String thumbprint, Occasion occasion)
      throws MalformedClaimException {
    if (!occasion.method().equals(claims.getStringClaimValue("htm"))) {
      return new Verdict.Bad("The proof is for another method (htm).");
    }
    String address = claims.getStringClaimValue("htu");
    if (address == null || !same(URI.create(address), occasion.address())) {
      return new Verdict.Bad("The proof is for another address (htu).");
    }
    if (!claims.hasClaim("iat")) {
      return new Verdict.Bad("The proof does not say when it was made (iat).");
    }
    Instant made = Instant.ofEpochMilli(claims.getIssuedAt().getValueInMillis());
    if (made.isBefore(occasion.now().minus(occasion.age()))
        || made.isAfter(occasion.now().plus(occasion.skew()))) {
      return new Verdict.Bad("The proof is too old, or from the future (iat).");
    }
    String hash = claims.getStringClaimValue("ath");
    if (hash == null
        || !MessageDigest.isEqual(
            hash.getBytes(StandardCharsets.UTF_8),
            sha256(occasion.token()).getBytes(StandardCharsets.UTF_8))) {
      return new Verdict.Bad("The proof is for another token (ath).");
    }
    String id = claims.getJwtId();
    if (id == null || id.isEmpty() || id.length() > LONGEST_ID) {
      return new Verdict.Bad("The proof needs an id of its own (jti).");
    }
    return new Verdict.Good(thumbprint, id);
  }

  /** By scheme, host, port and path (RFC 9449 §4.3 item 9, RFC 3986 §6.2). */
  private static boolean same(URI proven, URI called) {
    return proven.getScheme() != null
        && proven.getHost() != null
        && proven.getUserInfo() == null
        && proven.getScheme().equalsIgnoreCase(called.getScheme())
        && proven.getHost().equalsIgnoreCase(called.getHost())
        && port(proven) == port(called)
        && path(proven).equals(path(called));
  }

  private static int port(URI uri) {
    return uri.getPort() != -1
        ? uri.getPort()
        : "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
  }

  private static String path(URI uri) {
    return uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
  }

  static String sha256(String text) {
    return sha256(text.getBytes(StandardCharsets.UTF_8));
  }

  static String sha256(byte[] bytes) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JVM has SHA-256", e);
    }
  }
}
