package io.gatehouse.guard.jwt;

import io.gatehouse.guard.GuardConfig;
import io.gatehouse.guard.signature.SignatureProvider;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jspecify.annotations.Nullable;

/**
 * What the realm says that is no access token: security event tokens (RFC 8417), logout tokens
 * (OpenID Connect Back-Channel Logout 1.0 §2.6). Blocks while an unknown key is fetched.
 */
@ApplicationScoped
public class RealmStatements {

  /** Said longer ago than this, or that far ahead, is not said now. */
  private static final Duration SAID_WITHIN = Duration.ofMinutes(5);

  private final @Nullable TrustedIssuer realm;
  private final int longest;
  private final Duration patience;
  private final InstantSource clock;

  RealmStatements(Issuers issuers, GuardConfig config, InstantSource clock) {
    this.realm = issuers.realm();
    this.longest = (int) config.limits().body().asLongValue();
    this.patience = config.jwks().timeout();
    this.clock = clock;
  }

  /** What came of a text that claims to be said by the realm. */
  public sealed interface Verdict {

    /** The realm said it, just now, to this audience, and gave it an id. */
    record Said(JwtClaims claims) implements Verdict {}

    /**
     * @param error by RFC 8935 §2.4
     * @param why for the log and the sender; quotes nothing of the text
     */
    record Unbelievable(String error, String why) implements Verdict {}

    /** The realm's keys were never had: ask again. */
    record Unknown() implements Verdict {}
  }

  /**
   * @param types accepted {@code typ} headers, in lower case
   * @param audiences one of which it must be meant for
   */
  public Verdict judge(String text, Set<String> types, Set<String> audiences) {
    CompactJws jws = text.length() > longest ? null : CompactJws.parse(text.strip());
    if (jws == null || realm == null) {
      return new Verdict.Unbelievable("invalid_request", "no signed token");
    }
    if (!types.contains(jws.type())) {
      return new Verdict.Unbelievable("invalid_request", "another typ");
    }
    String keyId = jws.keyId();
    if (keyId == null) {
      return new Verdict.Unbelievable("invalid_key", "no kid");
    }
    KeySet.Entry key = key(keyId);
    if (key == null) {
      return realm.keys().current() == null
          ? new Verdict.Unknown()
          : new Verdict.Unbelievable("invalid_key", "unknown kid");
    }
    if (!jws.isSignedBy(key, realm.algorithms(), SignatureProvider.best())) {
      return new Verdict.Unbelievable("authentication_failed", "bad signature");
    }
    try {
      return judge(JwtClaims.parse(jws.unverifiedPayload()), audiences);
    } catch (InvalidJwtException | MalformedClaimException e) {
      return new Verdict.Unbelievable("invalid_request", "unreadable claims");
    }
  }

  private Verdict judge(JwtClaims claims, Set<String> audiences) throws MalformedClaimException {
    if (!realm().issuer().equals(claims.getIssuer())) {
      return new Verdict.Unbelievable("invalid_issuer", "another iss");
    }
    if (!claims.hasAudience() || claims.getAudience().stream().noneMatch(audiences::contains)) {
      return new Verdict.Unbelievable("invalid_audience", "another aud");
    }
    NumericDate at = claims.getIssuedAt();
    Instant now = clock.instant();
    if (at == null
        || Math.abs(now.getEpochSecond() - at.getValue()) > SAID_WITHIN.toSeconds()
        || (claims.getExpirationTime() != null
            && claims.getExpirationTime().getValueInMillis() < now.toEpochMilli())) {
      return new Verdict.Unbelievable("invalid_request", "not said now");
    }
    String id = claims.getJwtId();
    if (id == null || id.isBlank() || id.length() > 255) {
      return new Verdict.Unbelievable("invalid_request", "no jti");
    }
    return new Verdict.Said(claims);
  }

  private KeySet.@Nullable Entry key(String id) {
    IssuerKeys keys = realm().keys();
    KeySet known = keys.current();
    KeySet.Entry key = known == null ? null : known.get(id);
    if (key != null) {
      return key;
    }
    Uni<KeySet> fetch = keys.refreshForUnknownKey();
    if (fetch == null) {
      return null;
    }
    try {
      return fetch.await().atMost(patience).get(id);
    } catch (RuntimeException e) {
      return null;
    }
  }

  private TrustedIssuer realm() {
    if (realm == null) {
      throw new IllegalStateException("no realm is believed here");
    }
    return realm;
  }
}
