package io.gatehouse.guard.apikey;

import io.gatehouse.guard.jwt.VerifiedToken;
import io.gatehouse.guard.problem.ErrorCode;

/** What became of a key that was shown to {@code auth-service}. */
sealed interface ExchangeVerdict {

  /** It stands for this token. */
  record Exchanged(VerifiedToken token) implements ExchangeVerdict {}

  /** It is refused: {@code invalid_key}, {@code key_revoked}, {@code key_expired} and the like. */
  record Refused(ErrorCode code) implements ExchangeVerdict {

    String detail() {
      return switch (code) {
        case KEY_REVOKED -> "This key was revoked. Ask for a new one.";
        case KEY_EXPIRED -> "This key has expired. Ask for a new one.";
        case KEY_DISABLED -> "This key is disabled at present.";
        default -> "This key is not valid.";
      };
    }
  }
}
