package io.gatehouse.guard.revocation;

import java.security.Key;
import java.time.Instant;
import java.util.Map;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * Believes what {@code auth-service} signed for verifiers, and nothing else: whoever can write to
 * Redis must not be able to turn anybody away, nor to make the copy look complete.
 */
public final class FeedReader {

  private static final AlgorithmConstraints SIGNATURES =
      new AlgorithmConstraints(
          ConstraintType.PERMIT,
          AlgorithmIdentifiers.RSA_USING_SHA256,
          AlgorithmIdentifiers.RSA_PSS_USING_SHA256,
          AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
  private static final int LONGEST = 16 * 1024;

  private final FeedKeys keys;
  private final String issuer;

  public FeedReader(FeedKeys keys, String issuer) {
    this.keys = keys;
    this.issuer = issuer;
  }

  /** What this entry of the stream is worth; never an exception. */
  public FeedMessage read(@Nullable String token) {
    if (token == null || token.length() > LONGEST) {
      return new FeedMessage.Forged("no token, or too long a one");
    }
    try {
      JwtClaims claims = claims(token, Feed.EVENT_TYPE);
      @SuppressWarnings("unchecked")
      Map<String, Object> events = claims.getClaimValue("events", Map.class);
      if (events != null && events.get(Feed.REVOCATION) instanceof Map<?, ?> event) {
        return revocation(event);
      }
      if (events != null && events.get(Feed.HEARTBEAT) instanceof Map<?, ?> event) {
        return new FeedMessage.Heartbeat(
            number(event, "epoch"),
            number(event, "sequence"),
            Instant.ofEpochMilli(number(event, "at")));
      }
      return new FeedMessage.Forged("no event of ours");
    } catch (Unbelievable e) {
      return new FeedMessage.Forged(String.valueOf(e.getMessage()));
    } catch (Exception e) {
      // Anything may be on the stream; nothing on it may stop the reading of the rest.
      return new FeedMessage.Forged(e.getClass().getSimpleName());
    }
  }

  /** The claims of a token that auth-service signed for verifiers under this {@code typ}. */
  JwtClaims claims(String token, String type) throws Exception {
    JsonWebSignature jws = new JsonWebSignature();
    jws.setAlgorithmConstraints(SIGNATURES);
    jws.setCompactSerialization(token);
    if (!type.equals(jws.getHeader("typ"))) {
      throw new Unbelievable("another type of token");
    }
    String keyId = jws.getKeyIdHeaderValue();
    Key key = keyId == null ? null : keys.find(keyId);
    if (key == null) {
      throw new Unbelievable("a key that is not known");
    }
    jws.setKey(key);
    if (!verified(jws)) {
      throw new Unbelievable("a wrong signature");
    }
    JwtClaims claims = JwtClaims.parse(jws.getPayload());
    if (!issuer.equals(claims.getIssuer()) || !claims.getAudience().contains(Feed.AUDIENCE)) {
      throw new Unbelievable("another issuer or audience");
    }
    return claims;
  }

  private static boolean verified(JsonWebSignature jws) {
    try {
      return jws.verifySignature();
    } catch (JoseException e) {
      return false;
    }
  }

  private static FeedMessage revocation(Map<?, ?> event) {
    Target target = Target.of(String.valueOf(event.get("target")));
    if (target == null || !(event.get("id") instanceof String id)) {
      return new FeedMessage.Forged("no target that we know");
    }
    Object client = event.get("client");
    if (client != null && !(client instanceof String)) {
      return new FeedMessage.Forged("no client that can be read");
    }
    return new FeedMessage.Record(
        number(event, "epoch"),
        new Revocation(
            number(event, "sequence"),
            target,
            id,
            (String) client,
            number(event, "issuedBefore"),
            number(event, "expiresAt")));
  }

  private static long number(Map<?, ?> event, String name) {
    if (event.get(name) instanceof Number number) {
      return number.longValue();
    }
    throw new IllegalArgumentException(name);
  }

  /** Why a token is not believed. */
  static final class Unbelievable extends Exception {
    private static final long serialVersionUID = 1L;

    Unbelievable(String why) {
      super(why, null, false, false);
    }
  }
}
