package io.gatehouse.guard.logout;

import io.gatehouse.guard.jwt.RealmStatements;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jspecify.annotations.Nullable;

/**
 * Judges logout tokens (OpenID Connect Back-Channel Logout 1.0 §2.4 and §2.6): signed by the realm
 * with an allowed algorithm, its {@code iss}, one of our clients in {@code aud}, issued just now
 * and not past its {@code exp}, with a {@code jti}, the logout event, a {@code sid} or a {@code
 * sub}, and no {@code nonce}, by which an ID token would give itself away.
 */
@ApplicationScoped
public class LogoutTokens {

  static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";

  /** §2.4 recommends the first, older senders say one of the others. */
  private static final Set<String> TYPES = Set.of("logout+jwt", "jwt", "");

  /** What a ledger and a session index hold. */
  private static final int LONGEST_NAME = 255;

  /** As long as {@link RealmStatements} takes a token for said now, and as much for late clocks. */
  private static final Duration REPLAYABLE = Duration.ofMinutes(10);

  private final RealmStatements statements;

  LogoutTokens(RealmStatements statements) {
    this.statements = statements;
  }

  /**
   * Blocks while an unknown key is fetched.
   *
   * @param clients those of our clients whose logins end here
   */
  public LogoutVerdict judge(String token, Set<String> clients) {
    return switch (statements.judge(token, TYPES, clients)) {
      case RealmStatements.Verdict.Said(var claims) -> judge(claims, clients);
      case RealmStatements.Verdict.Unbelievable(var error, var why) ->
          new LogoutVerdict.Refused(why);
      case RealmStatements.Verdict.Unknown() -> new LogoutVerdict.Unknown();
    };
  }

  private static LogoutVerdict judge(JwtClaims claims, Set<String> clients) {
    try {
      if (claims.getExpirationTime() == null) {
        return new LogoutVerdict.Refused("no exp");
      }
      if (claims.hasClaim("nonce")) {
        return new LogoutVerdict.Refused("a nonce");
      }
      if (!(claims.getClaimValue("events") instanceof Map<?, ?> events)
          || !(events.get(EVENT) instanceof Map<?, ?>)) {
        return new LogoutVerdict.Refused("no logout event");
      }
      String session = name(claims, "sid");
      String user = name(claims, "sub");
      if (session == null && user == null) {
        return new LogoutVerdict.Refused("no sid and no sub");
      }
      String client =
          claims.getAudience().stream().filter(clients::contains).findFirst().orElseThrow();
      Instant issued = Instant.ofEpochSecond(claims.getIssuedAt().getValue());
      return new LogoutVerdict.Ended(
          claims.getJwtId(), client, session, user, issued.plus(REPLAYABLE));
    } catch (MalformedClaimException e) {
      return new LogoutVerdict.Refused("unreadable claims");
    }
  }

  private static @Nullable String name(JwtClaims claims, String claim)
      throws MalformedClaimException {
    if (!claims.hasClaim(claim)) {
      return null;
    }
    String value = claims.getStringClaimValue(claim);
    if (value.isBlank() || value.length() > LONGEST_NAME) {
      throw new MalformedClaimException(claim);
    }
    return value;
  }
}
