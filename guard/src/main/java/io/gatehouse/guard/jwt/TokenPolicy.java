package io.gatehouse.guard.jwt;

import io.gatehouse.guard.problem.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jspecify.annotations.Nullable;

/** When a token counts (RFC 7519 §4.1.4 to §4.1.6), with a little room for clocks that differ. */
record TokenPolicy(Duration skew) {

  static final JwtVerdict.Refused EXPIRED =
      new JwtVerdict.Refused(ErrorCode.TOKEN_EXPIRED, "The token has expired.");

  /** The refusal, or null if the token counts now. */
  JwtVerdict.@Nullable Refused judge(JwtClaims claims, Instant now) throws MalformedClaimException {
    NumericDate expiry = claims.getExpirationTime();
    NumericDate issued = claims.getIssuedAt();
    NumericDate notBefore = claims.getNotBefore();
    if (expiry == null || issued == null) {
      return JwtVerdict.invalid("The token does not say when it was issued and when it ends.");
    }
    if (now.toEpochMilli() >= endsAt(expiry)) {
      return EXPIRED;
    }
    long latest = now.plus(skew).getEpochSecond();
    if (issued.getValue() > latest || (notBefore != null && notBefore.getValue() > latest)) {
      return JwtVerdict.invalid("The token is not valid yet.");
    }
    return null;
  }

  /** First millisecond at which the token no longer counts. */
  long endsAt(NumericDate expiry) {
    // Saturating: an absurd exp must not wrap around into the past or the future.
    long seconds = Math.min(expiry.getValue(), Long.MAX_VALUE / 2000);
    return seconds * 1000 + skew.toMillis();
  }
}
