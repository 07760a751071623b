package io.gatehouse.guard.jwt;

import io.gatehouse.guard.caller.Caller;
import io.gatehouse.guard.caller.Origin;
import io.gatehouse.guard.possession.Binding;
import io.gatehouse.guard.problem.ErrorCode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jspecify.annotations.Nullable;

/**
 * Access tokens of Keycloak. Which app asked decides the kind of caller, and what is not known to
 * be ours gets the least trust: a third party acts for the person but has none of their roles.
 */
final class RealmDialect implements TrustedIssuer.Dialect {

  private final Set<String> firstParty;
  private final Set<String> services;

  RealmDialect(Set<String> firstParty, Set<String> services) {
    this.firstParty = Set.copyOf(firstParty);
    this.services = Set.copyOf(services);
  }

  @Override
  public TrustedIssuer.Reading read(JwtClaims claims) throws MalformedClaimException {
    if (!isAccessToken(claims)) {
      return new TrustedIssuer.Reading.Unfit(
          ErrorCode.INVALID_TOKEN, "This is not an access token.");
    }
    String azp = Claims.required(claims, "azp");
    String jti = Claims.required(claims, "jti");
    String sid = claims.getStringClaimValue("sid");
    Origin origin;
    Set<String> roles = Set.of();
    if (firstParty.contains(azp)) {
      origin = new Origin.UserToken(jti, sid);
      roles = roles(claims);
    } else if (services.contains(azp) && sid == null) {
      origin = new Origin.ServiceToken(jti);
    } else {
      origin = new Origin.DelegatedToken(jti, sid);
    }
    return new TrustedIssuer.Reading.Known(
        new Caller(
            Claims.required(claims, "sub"),
            origin,
            azp,
            claims.getStringClaimValue("preferred_username"),
            Claims.scopes(claims),
            roles,
            Claims.instant(claims.getIssuedAt()),
            Claims.instant(claims.getExpirationTime())),
        List.of(),
        List.of());
  }

  /**
   * ID, refresh, logout and offline tokens are signed by the same key and say so here only. What
   * Keycloak bound to a key of the client's calls itself {@code DPoP}.
   */
  private static boolean isAccessToken(JwtClaims claims) throws MalformedClaimException {
    return switch (claims.getStringClaimValue("typ")) {
      case "Bearer" -> true;
      case "DPoP" -> Binding.of(claims.getClaimValue("cnf")) instanceof Binding.ProofKey;
      case null, default -> false;
    };
  }

  private static Set<String> roles(JwtClaims claims) {
    Object access = claims.getClaimValue("realm_access");
    Set<String> out = new HashSet<>();
    if (access instanceof Map<?, ?> map && map.get("roles") instanceof List<?> names) {
      for (@Nullable Object name : names) {
        if (name instanceof String role) {
          out.add(role);
        }
      }
    }
    return out;
  }
}
