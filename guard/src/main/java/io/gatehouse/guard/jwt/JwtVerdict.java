package io.gatehouse.guard.jwt;

import io.gatehouse.guard.problem.ErrorCode;
import io.smallrye.mutiny.Uni;

/** What verification found. */
public sealed interface JwtVerdict {

  /** Good. */
  record Verified(VerifiedToken token) implements JwtVerdict {}

  /** Bad, for good. */
  record Refused(ErrorCode code, String detail) implements JwtVerdict {}

  /**
   * Its key is not known yet: ask once more after {@code fetched}; if nothing changed, so be it.
   */
  record KeyUnknown(Uni<?> fetched, JwtVerdict otherwise) implements JwtVerdict {}

  /** No key of this issuer was ever fetched, so nothing can be said: a fault, not a refusal. */
  record KeysAway(String issuer) implements JwtVerdict {}

  static Refused invalid(String detail) {
    return new Refused(ErrorCode.INVALID_TOKEN, detail);
  }
}
