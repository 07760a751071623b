package io.gatehouse.auth.exchange;

import io.gatehouse.auth.key.KeyFacts;
import io.gatehouse.auth.key.KeyVerdict;
import io.gatehouse.auth.key.KeysConfig;
import io.gatehouse.auth.signing.SigningConfig;
import io.gatehouse.auth.signing.SigningKeys;
import io.gatehouse.guard.quota.Quota;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.UUID;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jspecify.annotations.Nullable;

/** Makes the tokens that stand for keys (RFC 9068). */
@ApplicationScoped
public class KeyTokens {

  private static final Duration LONGEST = Duration.ofMinutes(5);

  /** A token, and its life in whole seconds. */
  public record Issued(String token, String id, long seconds) {}

  private final SigningKeys keys;
  private final String issuer;
  private final Duration lifetime;
  private final InstantSource clock;

  KeyTokens(SigningKeys keys, SigningConfig signing, KeysConfig config, InstantSource clock) {
    this.keys = keys;
    this.issuer = signing.requiredIssuer();
    this.lifetime = config.tokenLifetime();
    this.clock = clock;
    if (lifetime.compareTo(LONGEST) > 0 || lifetime.toSeconds() < 1) {
      throw new IllegalStateException("gatehouse.keys.token-lifetime must be from PT1S to PT5M");
    }
  }

  /**
   * A token for one audience that never outlives what it stands for; null if that ends within this
   * second.
   */
  public @Nullable Issued issue(KeyVerdict.Good good, Set<String> scopes, String audience) {
    KeyFacts key = good.key();
    Instant now = clock.instant();
    long expires = expiry(now, lifetime, good.endsAt());
    if (expires <= now.getEpochSecond()) {
      return null;
    }
    String id = UUID.randomUUID().toString();
    JwtClaims claims = new JwtClaims();
    claims.setIssuer(issuer);
    claims.setSubject(key.partnerId());
    claims.setAudience(audience);
    claims.setJwtId(id);
    claims.setIssuedAt(NumericDate.fromSeconds(issuedAt(good.asOf(), good.mark())));
    claims.setNotBefore(NumericDate.fromSeconds(now.getEpochSecond()));
    claims.setExpirationTime(NumericDate.fromSeconds(expires));
    claims.setStringClaim("azp", key.id());
    claims.setStringClaim("client_id", key.id());
    claims.setStringClaim("scope", String.join(" ", scopes));
    claims.setStringClaim("env", key.environment());
    claims.setClaim("key_version", good.version());
    claims.setStringClaim("key_name", key.name());
    if (!key.cidrs().isEmpty()) {
      claims.setStringListClaim("cidrs", key.cidrs());
    }
    // What the key is charged to goes with it, so that no service need ask.
    for (Quota quota : key.quotas()) {
      claims.setStringClaim(quota.claim(), quota.limit().written());
    }
    return new Issued(keys.sign(claims, "at+jwt"), id, expires - now.getEpochSecond());
  }

  /**
   * When the key was read, or the mark of a revocation in this very second: verifiers refuse what
   * was issued before the mark, and this was not, though whole seconds cannot say so.
   */
  static long issuedAt(Instant asOf, @Nullable Instant mark) {
    return Math.max(asOf.getEpochSecond(), mark == null ? 0 : mark.getEpochSecond());
  }

  /** In epoch seconds, rounded down: a fraction of a second beyond the key's end is too long. */
  static long expiry(Instant now, Duration lifetime, @Nullable Instant end) {
    long usual = now.getEpochSecond() + lifetime.toSeconds();
    return end == null ? usual : Math.min(usual, end.getEpochSecond());
  }
}
