package io.gatehouse.auth.introspection;

import io.gatehouse.auth.signing.SigningConfig;
import io.gatehouse.auth.standing.Standing;
import io.gatehouse.guard.caller.Caller;
import io.gatehouse.guard.caller.Origin;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jose4j.jwt.JwtClaims;
import org.jspecify.annotations.Nullable;

/** What an asker is told of a credential that is good. */
@ApplicationScoped
class Introspector {

  private static final String API_KEY = "urn:gatehouse:token-type:api-key";

  private final String issuer;

  Introspector(SigningConfig config) {
    this.issuer = config.requiredIssuer();
  }

  Introspection describe(Standing.Live live) {
    return switch (live) {
      case Standing.Key key -> ofKey(key);
      case Standing.Token token -> ofToken(token);
    };
  }

  private Introspection ofKey(Standing.Key key) {
    Instant end = key.good().endsAt();
    Caller caller = key.caller();
    return new Introspection(
        true,
        scope(caller),
        caller.clientId(),
        null,
        API_KEY,
        end == null ? null : end.getEpochSecond(),
        null,
        null,
        caller.subject(),
        null,
        issuer,
        null,
        key.good().key().environment(),
        null,
        orNull(key.good().key().cidrs()));
  }

  private static Introspection ofToken(Standing.Token token) {
    Caller caller = token.caller();
    JwtClaims claims = token.claims();
    Map<String, Object> binding = binding(claims);
    return new Introspection(
        true,
        scope(caller),
        caller.clientId(),
        token.ours() ? null : caller.name(),
        binding != null && binding.containsKey("jkt") ? "DPoP" : "Bearer",
        caller.expiresAt().getEpochSecond(),
        caller.issuedAt().getEpochSecond(),
        claims.getClaimValue("nbf") instanceof Number time ? (Long) time.longValue() : null,
        caller.subject(),
        token.audiences(),
        claims.getClaimValueAsString("iss"),
        claims.getClaimValueAsString("jti"),
        caller.origin() instanceof Origin.PartnerKey key ? key.environment() : null,
        binding,
        orNull(token.cidrs()));
  }

  private static @Nullable Map<String, Object> binding(JwtClaims claims) {
    if (!(claims.getClaimValue("cnf") instanceof Map<?, ?> members)) {
      return null;
    }
    Map<String, Object> binding = new TreeMap<>();
    members.forEach((name, value) -> binding.put(String.valueOf(name), value));
    return binding;
  }

  private static String scope(Caller caller) {
    return String.join(" ", new TreeSet<>(caller.scopes()));
  }

  private static @Nullable List<String> orNull(List<String> list) {
    return list.isEmpty() ? null : list;
  }
}
