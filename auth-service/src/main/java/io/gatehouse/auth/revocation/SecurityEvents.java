package io.gatehouse.auth.revocation;

import io.gatehouse.auth.signing.SigningConfig;
import io.gatehouse.auth.signing.SigningKeys;
import io.gatehouse.guard.revocation.Feed;
import io.gatehouse.guard.revocation.Revocation;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jspecify.annotations.Nullable;

/**
 * The ledger in the language of Security Event Tokens (RFC 8417), signed.
 *
 * <p>Each token carries our own event, which says exactly what a verifier needs, and beside it the
 * CAEP event (OpenID CAEP 1.0 §3) that says the same to a receiver who knows nothing of us, where
 * there is one.
 */
@Singleton
class SecurityEvents implements FeedEvents {

  private static final String CAEP = "https://schemas.openid.net/secevent/caep/event-type/";

  private final SigningKeys keys;
  private final String issuer;
  private final String realm;

  SecurityEvents(
      SigningKeys keys,
      SigningConfig signing,
      @ConfigProperty(name = "gatehouse.urls.keycloak") String keycloak) {
    this.keys = keys;
    this.issuer = signing.requiredIssuer();
    this.realm = keycloak + "/realms/gatehouse";
  }

  @Override
  public String revocation(LedgerEntry entry) {
    return revocationFor(entry, Feed.AUDIENCE);
  }

  /** The same, for a receiver that is no verifier: none takes it for a record of the feed. */
  String revocationFor(LedgerEntry entry, String audience) {
    Map<String, Object> events = new LinkedHashMap<>();
    events.put(Feed.REVOCATION, ownEvent(entry));
    String caep =
        switch (entry.target()) {
          case SESSION, USER -> "session-revoked";
          case KEY -> "credential-change";
          case PARTNER, CLIENT, TOKEN, REALM -> "";
        };
    if (!caep.isEmpty()) {
      events.put(CAEP + caep, caepEvent(entry));
    }
    JwtClaims claims = claims(entry.requestedAt());
    claims.setAudience(audience);
    claims.setJwtId(id(entry));
    claims.setClaim("sub_id", subject(entry));
    claims.setClaim("events", events);
    return keys.sign(claims, Feed.EVENT_TYPE);
  }

  @Override
  public String heartbeat(long epoch, long sequence, Instant at) {
    JwtClaims claims = claims(at);
    claims.setJwtId("heartbeat." + epoch + "." + at.toEpochMilli());
    claims.setClaim(
        "events",
        Map.of(
            Feed.HEARTBEAT, Map.of("epoch", epoch, "sequence", sequence, "at", at.toEpochMilli())));
    return keys.sign(claims, Feed.EVENT_TYPE);
  }

  /** The line that closes a snapshot. */
  String snapshot(JwtClaims claims, Instant at) {
    claims.setIssuer(issuer);
    claims.setAudience(Feed.AUDIENCE);
    claims.setIssuedAt(NumericDate.fromMilliseconds(at.toEpochMilli()));
    return keys.sign(claims, Feed.SNAPSHOT_TYPE);
  }

  static String id(LedgerEntry entry) {
    return entry.epoch() + "." + entry.sequence();
  }

  /** The mark as the wire has it, in seconds. */
  static long mark(LedgerEntry entry) {
    Instant mark = entry.issuedBefore();
    return mark == null ? Revocation.FOR_GOOD : mark.getEpochSecond();
  }

  private JwtClaims claims(Instant at) {
    JwtClaims claims = new JwtClaims();
    claims.setIssuer(issuer);
    claims.setAudience(Feed.AUDIENCE);
    claims.setIssuedAt(NumericDate.fromMilliseconds(at.toEpochMilli()));
    return claims;
  }

  private static Map<String, Object> ownEvent(LedgerEntry entry) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("epoch", entry.epoch());
    event.put("sequence", entry.sequence());
    event.put("target", entry.target().word());
    event.put("id", entry.id());
    if (entry.client() != null) {
      event.put("client", entry.client());
    }
    event.put("issuedBefore", mark(entry));
    event.put("expiresAt", entry.expiresAt().getEpochSecond());
    return event;
  }

  private static Map<String, Object> caepEvent(LedgerEntry entry) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("event_timestamp", entry.requestedAt().toEpochMilli());
    event.put("reason_admin", Map.of("en", entry.reason()));
    if (entry.target() == Target.KEY) {
      event.put("credential_type", "api-key");
      event.put("change_type", "revoke");
    }
    return event;
  }

  /**
   * Subject identifiers of RFC 9493, and complex subjects of the Shared Signals Framework (§3): all
   * of its members have to match.
   */
  private Map<String, Object> subject(LedgerEntry entry) {
    return switch (entry.target()) {
      case USER -> {
        Map<String, Object> user = Map.of("format", "iss_sub", "iss", realm, "sub", entry.id());
        yield entry.client() == null ? user : complex("user", user, entry.client());
      }
      case SESSION ->
          complex("session", Map.of("format", "opaque", "id", entry.id()), entry.client());
      case TOKEN, CLIENT, KEY, PARTNER, REALM ->
          Map.of("format", "opaque", "id", entry.target().word() + ":" + entry.id());
    };
  }

  private static Map<String, Object> complex(
      String member, Map<String, Object> subject, @Nullable String client) {
    Map<String, Object> complex = new LinkedHashMap<>();
    complex.put("format", "complex");
    complex.put(member, subject);
    if (client != null) {
      complex.put("application", Map.of("format", "opaque", "id", client));
    }
    return complex;
  }
}
