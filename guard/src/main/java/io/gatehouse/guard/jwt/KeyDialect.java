package io.gatehouse.guard.jwt;

import io.gatehouse.guard.caller.Caller;
import io.gatehouse.guard.caller.Origin;
import io.gatehouse.guard.quota.Quota;
import java.util.List;
import java.util.Set;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;

/** Tokens of {@code auth-service}: each stands for a partner's key that was shown to it. */
final class KeyDialect implements TrustedIssuer.Dialect {

  @Override
  public TrustedIssuer.Reading read(JwtClaims claims) throws MalformedClaimException {
    String keyId = Claims.required(claims, "azp");
    String environment = Claims.required(claims, "env");
    List<String> cidrs =
        claims.hasClaim("cidrs") ? claims.getStringListClaimValue("cidrs") : List.of();
    return new TrustedIssuer.Reading.Known(
        new Caller(
            Claims.required(claims, "sub"),
            new Origin.PartnerKey(
                Claims.required(claims, "jti"), keyId, environment, version(claims)),
            keyId,
            claims.getStringClaimValue("key_name"),
            Claims.scopes(claims),
            Set.of(),
            Claims.instant(claims.getIssuedAt()),
            Claims.instant(claims.getExpirationTime())),
        cidrs,
        quotas(claims));
  }

  /** A limit that cannot be read must not become none. */
  private static List<Quota> quotas(JwtClaims claims) throws MalformedClaimException {
    try {
      return Quota.of(
          Claims.required(claims, "azp"),
          claims.getStringClaimValue(Quota.KEY_CLAIM),
          Claims.required(claims, "sub"),
          claims.getStringClaimValue(Quota.PARTNER_CLAIM));
    } catch (IllegalArgumentException e) {
      throw new MalformedClaimException("quota");
    }
  }

  /** For counting only: a token without it is as good. */
  private static int version(JwtClaims claims) {
    return claims.getClaimValue("key_version") instanceof Long number
        ? Math.clamp(number, 0, Integer.MAX_VALUE)
        : 0;
  }
}
