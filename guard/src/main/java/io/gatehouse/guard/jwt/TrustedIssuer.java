package io.gatehouse.guard.jwt;

import io.gatehouse.guard.caller.Caller;
import io.gatehouse.guard.problem.ErrorCode;
import io.gatehouse.guard.quota.Quota;
import java.util.List;
import java.util.Set;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;

/**
 * One issuer that is believed, and how its tokens speak.
 *
 * @param name for logs, metrics and health: {@code realm} or {@code keys}
 * @param issuer the exact {@code iss}
 * @param types accepted {@code typ} headers, in lower case (RFC 8725 §3.11)
 */
record TrustedIssuer(
    String name,
    String issuer,
    AlgorithmConstraints algorithms,
    Set<String> types,
    Dialect dialect,
    IssuerKeys keys) {

  /** HMAC would make the public key a signing key (RFC 8725 §2.1), {@code none} needs no key. */
  private static final Set<String> ASYMMETRIC =
      Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512");

  /** How the claims of this issuer name a caller. */
  interface Dialect {
    /** The caller, and the addresses that it may call from. */
    Reading read(JwtClaims claims) throws MalformedClaimException;
  }

  /** What a dialect made of the claims. */
  sealed interface Reading {
    /**
     * @param cidrs empty for any address
     * @param quotas what each request is charged to
     */
    record Known(Caller caller, List<String> cidrs, List<Quota> quotas) implements Reading {}

    /** The token is genuine, but no access token for us. */
    record Unfit(ErrorCode code, String detail) implements Reading {}
  }

  static AlgorithmConstraints allow(Set<String> algorithms) {
    for (String algorithm : algorithms) {
      if (!ASYMMETRIC.contains(algorithm)) {
        throw new IllegalArgumentException(algorithm + " is no asymmetric signature algorithm");
      }
    }
    return new AlgorithmConstraints(ConstraintType.PERMIT, algorithms.toArray(String[]::new));
  }
}
