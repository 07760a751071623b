package io.gatehouse.auth.standing;

import io.gatehouse.auth.exchange.KeyTokenReader;
import io.gatehouse.auth.importing.ImportedKeys;
import io.gatehouse.auth.key.KeyCallers;
import io.gatehouse.auth.key.KeyVerdict;
import io.gatehouse.auth.key.KeyVerifier;
import io.gatehouse.guard.apikey.ApiKey;
import io.gatehouse.guard.caller.Origin;
import io.gatehouse.guard.jwt.JwtVerdict;
import io.gatehouse.guard.jwt.Jwts;
import io.gatehouse.guard.problem.ErrorCode;
import io.gatehouse.guard.revocation.Revocations;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;

/** Judges keys, the tokens that stand for them, and the realm's tokens. Blocks. */
@ApplicationScoped
public class Standings {

  /** Longer than a key set may take to be fetched. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final KeyVerifier keys;
  private final ImportedKeys imported;
  private final KeyCallers callers;
  private final KeyTokenReader ownTokens;
  private final Jwts realmTokens;
  private final Revocations revocations;

  Standings(
      KeyVerifier keys,
      ImportedKeys imported,
      KeyCallers callers,
      KeyTokenReader ownTokens,
      Jwts realmTokens,
      Revocations revocations) {
    this.keys = keys;
    this.imported = imported;
    this.callers = callers;
    this.ownTokens = ownTokens;
    this.realmTokens = realmTokens;
    this.revocations = revocations;
  }

  /**
   * What this text is worth.
   *
   * @param forChange whether a change will rest on the verdict: then revocations must be known up
   *     to now
   * @throws SQLException if the database is away: that is no verdict
   */
  public Standing of(String credential, boolean forChange) throws SQLException {
    Standing verified;
    if (ApiKey.looksLike(credential)) {
      verified = ofKey(credential);
    } else {
      verified = isCompactJws(credential) ? ofToken(credential) : ofImported(credential);
    }
    return verified instanceof Standing.Live live ? unlessRevoked(live, forChange) : verified;
  }

  private Standing ofKey(String text) throws SQLException {
    ApiKey key = ApiKey.parse(text);
    if (key == null) {
      return new Standing.Dead(ErrorCode.INVALID_KEY, "The key is not valid.", "-");
    }
    String note = "key=" + key.id();
    return switch (keys.verify(key)) {
      case KeyVerdict.NotProved no ->
          new Standing.Dead(ErrorCode.INVALID_KEY, "The key is not valid.", note);
      case KeyVerdict.Dead dead ->
          new Standing.Dead(dead.code(), dead.detail(), note, dead.key().id());
      case KeyVerdict.Good good -> new Standing.Key(callers.of(good), good);
    };
  }

  /** Another system's key may look like anything, but not like a token. */
  private static boolean isCompactJws(String text) {
    return text.chars().filter(c -> c == '.').count() == 2;
  }

  private Standing ofImported(String text) throws SQLException {
    return switch (imported.verify(text)) {
      case KeyVerdict.NotProved no ->
          new Standing.Dead(ErrorCode.INVALID_TOKEN, "The token is not valid.", "-");
      case KeyVerdict.Dead dead ->
          new Standing.Dead(dead.code(), dead.detail(), "key=" + dead.key().id(), dead.key().id());
      case KeyVerdict.Good good -> new Standing.Key(callers.of(good), good);
    };
  }

  private Standing ofToken(String text) {
    return switch (ownTokens.read(text)) {
      case KeyTokenReader.Reading.Good(JwtClaims claims) -> ours(claims);
      case KeyTokenReader.Reading.Bad(ErrorCode code) ->
          new Standing.Dead(code, "The token is not valid.", "-");
      case KeyTokenReader.Reading.NotOurs no -> ofRealm(text);
    };
  }

  private static Standing ours(JwtClaims claims) {
    try {
      return new Standing.Token(Claims.caller(claims), claims, true);
    } catch (MalformedClaimException e) {
      return new Standing.Dead(ErrorCode.INVALID_TOKEN, "The token is not valid.", "-");
    }
  }

  private Standing ofRealm(String text) {
    return switch (realmTokens.verifyForAnyAudience(text).await().atMost(PATIENCE)) {
      case JwtVerdict.Verified verified ->
          new Standing.Token(verified.token().caller(), payload(text), false);
      case JwtVerdict.Refused(ErrorCode code, String detail) ->
          new Standing.Dead(code, detail, "-");
      case JwtVerdict.KeyUnknown unknown -> throw Jwts.keysAway();
      case JwtVerdict.KeysAway away -> throw Jwts.keysAway();
    };
  }

  /** Of a token that has just been verified. */
  private static JwtClaims payload(String token) {
    String middle = token.split("\\.", -1)[1];
    try {
      return JwtClaims.parse(
          new String(Base64.getUrlDecoder().decode(middle), StandardCharsets.UTF_8));
    } catch (InvalidJwtException e) {
      throw new IllegalStateException("A verified token can be read");
    }
  }

  private Standing unlessRevoked(Standing.Live live, boolean forChange) {
    return switch (revocations.check(live.caller())) {
      case VALID -> live;
      case REVOKED -> revoked(live);
      case STALE_FOR_CHANGES -> {
        if (forChange) {
          throw stale();
        }
        yield live;
      }
      case STALE -> throw stale();
    };
  }

  private static Standing revoked(Standing.Live live) {
    String keyId = live.caller().origin() instanceof Origin.PartnerKey key ? key.keyId() : null;
    return new Standing.Dead(
        keyId != null ? ErrorCode.KEY_REVOKED : ErrorCode.TOKEN_REVOKED,
        "This credential was revoked. Log in again, or ask for a new one.",
        (keyId != null ? "key=" : "client=") + live.caller().clientId(),
        keyId);
  }

  private static RuntimeException stale() {
    return ErrorCode.REVOCATION_STATE_STALE.because(
        "Revocations cannot be checked at present. Try again shortly.");
  }
}
