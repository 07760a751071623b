package io.gatehouse.auth.exchange;

import io.gatehouse.auth.importing.ImportedKeys;
import io.gatehouse.auth.key.KeyVerdict;
import io.gatehouse.auth.key.KeyVerifier;
import io.gatehouse.auth.oauth.OAuthError;
import io.gatehouse.auth.oauth.OAuthRefused;
import io.gatehouse.guard.apikey.ApiKey;
import io.gatehouse.guard.caller.Caller;
import io.gatehouse.guard.caller.Origin;
import io.gatehouse.guard.problem.ErrorCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Decides on a token request: who asks, for which key, and for how much. */
@ApplicationScoped
class Exchange {

  private final KeyVerifier verifier;
  private final ImportedKeys imported;
  private final KeyTokens tokens;

  Exchange(KeyVerifier verifier, ImportedKeys imported, KeyTokens tokens) {
    this.verifier = verifier;
    this.imported = imported;
    this.tokens = tokens;
  }

  /**
   * The token for the key in the request.
   *
   * @param asker null if the request carried no credential
   * @throws OAuthRefused with OAuth's word for it
   * @throws SQLException if the database is away
   */
  TokenAnswer exchange(@Nullable Caller asker, ExchangeRequest request) throws SQLException {
    checkAsker(asker, request.audience());
    ApiKey presented = ApiKey.parse(request.subjectToken());
    KeyVerdict verdict =
        presented == null ? imported.verify(request.subjectToken()) : verifier.verify(presented);
    return switch (verdict) {
      case KeyVerdict.NotProved no ->
          throw presented == null ? notProved() : notProved().about("key=" + presented.id());
      case KeyVerdict.Dead dead ->
          throw new OAuthRefused(OAuthError.INVALID_GRANT, dead.detail(), dead.code())
              .about("key=" + dead.key().id() + " partner=" + dead.key().partnerId());
      case KeyVerdict.Good good -> answer(good, request);
    };
  }

  /**
   * Only our own services may ask, each for tokens to itself: a service that is broken into cannot
   * turn the keys that it sees into tokens for the others.
   */
  private static void checkAsker(@Nullable Caller asker, String audience) {
    if (asker == null) {
      throw OAuthRefused.noClient();
    }
    if (!(asker.origin() instanceof Origin.ServiceToken)) {
      throw new OAuthRefused(
          OAuthError.UNAUTHORIZED_CLIENT, "Only a service may exchange keys.", ErrorCode.FORBIDDEN);
    }
    if (!audience.equals(asker.clientId())) {
      throw new OAuthRefused(
          OAuthError.INVALID_TARGET,
          "A service may ask for tokens to itself alone.",
          ErrorCode.FORBIDDEN);
    }
  }

  private TokenAnswer answer(KeyVerdict.Good good, ExchangeRequest request) {
    Set<String> scopes = new TreeSet<>(good.key().scopes());
    if (request.scopes() != null) {
      scopes.retainAll(request.scopes());
      if (scopes.isEmpty()) {
        throw new OAuthRefused(
            OAuthError.INVALID_SCOPE,
            "The key has none of the scopes that were asked for.",
            ErrorCode.INSUFFICIENT_SCOPE);
      }
    }
    KeyTokens.Issued issued = tokens.issue(good, scopes, request.audience());
    if (issued == null) {
      throw new OAuthRefused(
          OAuthError.INVALID_GRANT, "This key has expired.", ErrorCode.KEY_EXPIRED);
    }
    return new TokenAnswer(
        issued.token(),
        ExchangeRequest.ACCESS_TOKEN,
        "Bearer",
        issued.seconds(),
        String.join(" ", scopes));
  }

  /** One answer for a wrong form, an unknown id and a wrong secret. */
  private static OAuthRefused notProved() {
    return new OAuthRefused(
        OAuthError.INVALID_GRANT, "The key is not valid.", ErrorCode.INVALID_KEY);
  }
}
