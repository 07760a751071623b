package io.gatehouse.auth.introspection;

import io.gatehouse.auth.oauth.OAuthError;
import io.gatehouse.auth.oauth.OAuthRefused;
import io.gatehouse.auth.standing.Standing;
import io.gatehouse.guard.caller.Caller;
import io.gatehouse.guard.caller.Origin;
import io.gatehouse.guard.problem.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * Who asks about a credential, or takes it back: one of our services with its own token of the
 * realm, or a key about itself. Nobody else: whoever may ask without a name can try out what they
 * found (RFC 7662 §4).
 */
record Client(String id, boolean service) {

  static Client of(@Nullable Caller asker) {
    if (asker == null) {
      throw OAuthRefused.noClient();
    }
    return switch (asker.origin()) {
      case Origin.ServiceToken service -> new Client(asker.clientId(), true);
      case Origin.PartnerKey key -> new Client(key.keyId(), false);
      case Origin.UserToken user -> throw stranger();
      case Origin.DelegatedToken app -> throw stranger();
      case Origin.BrowserSession session -> throw stranger();
    };
  }

  private static OAuthRefused stranger() {
    return new OAuthRefused(
        OAuthError.UNAUTHORIZED_CLIENT,
        "Only a service may ask, or a key about itself.",
        ErrorCode.FORBIDDEN);
  }

  /**
   * A service is told of keys, which are shown to any of them, and of tokens that are meant for it:
   * what it holds beyond that was not given to it. A key is told of itself and its own tokens.
   */
  boolean mayKnow(Standing.Live live) {
    if (!service) {
      return live.caller().origin() instanceof Origin.PartnerKey own && own.keyId().equals(id);
    }
    return switch (live) {
      case Standing.Key key -> true;
      case Standing.Token token -> token.audiences().contains(id);
    };
  }
}
