package io.gatehouse.auth.standing;

import io.gatehouse.guard.caller.Caller;
import io.gatehouse.guard.caller.Origin;
import io.gatehouse.guard.quota.Quota;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;

/** Claims of a token whose signature was good. */
final class Claims {

  private Claims() {}

  /** A claim that may be one text or several (RFC 7519 §4.1.3); empty if it is absent. */
  static List<String> texts(JwtClaims claims, String name) {
    return switch (claims.getClaimValue(name)) {
      case String one -> List.of(one);
      case List<?> several ->
          several.stream().filter(String.class::isInstance).map(String.class::cast).toList();
      case null, default -> List.of();
    };
  }

  /** What a token of ours is charged to: this service wrote it, so it can be read. */
  static List<Quota> quotas(JwtClaims claims) {
    return Quota.of(
        claims.getClaimValueAsString("azp"),
        claims.getClaimValueAsString(Quota.KEY_CLAIM),
        claims.getClaimValueAsString("sub"),
        claims.getClaimValueAsString(Quota.PARTNER_CLAIM));
  }

  /** Who a token of ours stands for. */
  static Caller caller(JwtClaims claims) throws MalformedClaimException {
    String key = claims.getStringClaimValue("azp");
    String scope = claims.getStringClaimValue("scope");
    return new Caller(
        claims.getSubject(),
        new Origin.PartnerKey(claims.getJwtId(), key, claims.getStringClaimValue("env")),
        key,
        claims.getStringClaimValue("key_name"),
        scope == null || scope.isEmpty() ? Set.of() : Set.of(scope.split(" ")),
        Set.of(),
        Instant.ofEpochSecond(claims.getIssuedAt().getValue()),
        Instant.ofEpochSecond(claims.getExpirationTime().getValue()));
  }
}
