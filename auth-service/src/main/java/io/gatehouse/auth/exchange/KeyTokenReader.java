package io.gatehouse.auth.exchange;

import io.gatehouse.auth.signing.SigningConfig;
import io.gatehouse.auth.signing.SigningKeys;
import io.gatehouse.guard.problem.ErrorCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.Key;
import java.time.InstantSource;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.lang.UnresolvableKeyException;

/** Reads the tokens that {@link KeyTokens} made, whichever service they are meant for. */
@ApplicationScoped
public class KeyTokenReader {

  /** As guard's: parsing is work that a stranger can ask for. */
  private static final int LONGEST = 16 * 1024;

  /** As guard's, so that this service and a verifier agree on a token's last seconds. */
  private static final int SKEW_SECONDS = 5;

  /** What a text is. */
  public sealed interface Reading {
    /** A token of ours, of good signature and in its time. */
    record Good(JwtClaims claims) implements Reading {}

    /** It says that it is ours; it is not, or not any more. */
    record Bad(ErrorCode code) implements Reading {}

    /** Another issuer's, or no token at all. */
    record NotOurs() implements Reading {}
  }

  private final SigningKeys keys;
  private final String issuer;
  private final InstantSource clock;

  KeyTokenReader(SigningKeys keys, SigningConfig config, InstantSource clock) {
    this.keys = keys;
    this.issuer = config.requiredIssuer();
    this.clock = clock;
  }

  public Reading read(String token) {
    if (token.length() > LONGEST || !issuer.equals(unverifiedIssuer(token))) {
      return new Reading.NotOurs();
    }
    try {
      JwtClaims claims =
          new JwtConsumerBuilder()
              .setExpectedType(true, "at+jwt")
              .setExpectedIssuer(issuer)
              .setSkipDefaultAudienceValidation()
              .setRequireSubject()
              .setRequireJwtId()
              .setRequireIssuedAt()
              .setRequireExpirationTime()
              .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
              .setAllowedClockSkewInSeconds(SKEW_SECONDS)
              .setJwsAlgorithmConstraints(
                  ConstraintType.PERMIT, AlgorithmIdentifiers.RSA_USING_SHA256)
              .setVerificationKeyResolver((jws, nesting) -> key(jws.getKeyIdHeaderValue()))
              .build()
              .processToClaims(token);
      return new Reading.Good(claims);
    } catch (InvalidJwtException e) {
      return new Reading.Bad(e.hasExpired() ? ErrorCode.TOKEN_EXPIRED : ErrorCode.INVALID_TOKEN);
    }
  }

  private Key key(String keyId) throws UnresolvableKeyException {
    Key key = keyId == null ? null : keys.published(keyId);
    if (key == null) {
      throw new UnresolvableKeyException("not a key of ours");
    }
    return key;
  }

  /** Used only to tell whose token it says that it is. */
  private static String unverifiedIssuer(String token) {
    try {
      String found =
          new JwtConsumerBuilder()
              .setSkipAllValidators()
              .setDisableRequireSignature()
              .setSkipSignatureVerification()
              .build()
              .processToClaims(token)
              .getIssuer();
      return found == null ? "" : found;
    } catch (InvalidJwtException | MalformedClaimException e) {
      return "";
    }
  }
}
