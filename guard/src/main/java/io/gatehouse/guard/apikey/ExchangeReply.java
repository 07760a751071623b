package io.gatehouse.guard.apikey;

import io.gatehouse.guard.problem.ErrorCode;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * The answer of the token endpoint, read: a token (RFC 8693 §2.2.1) or an error (RFC 6749 §5.2).
 */
sealed interface ExchangeReply {

  /** A token that nobody has verified yet. */
  record Token(String text) implements ExchangeReply {}

  /** The key is refused. */
  record Refusal(ErrorCode code) implements ExchangeReply {}

  /** The endpoint did not take our own credential: it may have been revoked or have ended. */
  record OwnTokenRefused() implements ExchangeReply {}

  /** Anything else is a fault of one of the two services, and no word about the key. */
  record Fault(String reason) implements ExchangeReply {}

  static ExchangeReply read(int status, @Nullable String body) {
    if (status == 401) {
      return new OwnTokenRefused();
    }
    if (status != 200 && status != 400) {
      return new Fault("status " + status);
    }
    JsonObject json;
    try {
      json = new JsonObject(body == null ? "" : body);
      return status == 200 ? token(json) : refusal(json);
    } catch (DecodeException e) {
      return new Fault("no JSON with status " + status);
    }
  }

  private static ExchangeReply token(JsonObject json) {
    return json.getValue("access_token") instanceof String token
        ? new Token(token)
        : new Fault("no access_token");
  }

  private static ExchangeReply refusal(JsonObject json) {
    if (!"invalid_grant".equals(json.getValue("error"))) {
      return new Fault("an error that is not about the key");
    }
    return new Refusal(
        switch (String.valueOf(json.getValue("code"))) {
          case "key_revoked" -> ErrorCode.KEY_REVOKED;
          case "key_expired" -> ErrorCode.KEY_EXPIRED;
          case "key_disabled" -> ErrorCode.KEY_DISABLED;
          default -> ErrorCode.INVALID_KEY;
        });
  }
}
