package io.gatehouse.guard.revocation;

import io.gatehouse.guard.caller.Caller;
import io.gatehouse.guard.caller.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** Callers, each by another door. */
final class Callers {

  static final Instant NOW = Instant.parse("2026-11-24T10:00:05.400Z");

  private Callers() {}

  static Caller alice(Instant issuedAt) {
    return alice("jti-a", "sid-a", issuedAt);
  }

  static Caller alice(String tokenId, String sessionId, Instant issuedAt) {
    return of("alice", "orders-spa", new Origin.UserToken(tokenId, sessionId), issuedAt);
  }

  static Caller partner(Instant issuedAt) {
    return of("p1", "k1", new Origin.PartnerKey("jti-p", "k1", "live"), issuedAt);
  }

  static Caller of(String subject, String client, Origin origin, Instant issuedAt) {
    Instant iat = Instant.ofEpochSecond(issuedAt.getEpochSecond());
    return new Caller(
        subject, origin, client, null, Set.of(), Set.of(), iat, iat.plus(Duration.ofMinutes(5)));
  }
}
