package io.gatehouse.guard.jwt;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.StringTokenizer;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jspecify.annotations.Nullable;

/** Readings that both dialects share. */
final class Claims {

  private Claims() {}

  static String required(JwtClaims claims, String name) throws MalformedClaimException {
    String value = claims.getStringClaimValue(name);
    if (value == null || value.isEmpty()) {
      throw new MalformedClaimException("no " + name);
    }
    return value;
  }

  /** A time in seconds, as far as {@link Instant} goes: an absurd one is no reason to fail. */
  static Instant instant(NumericDate date) {
    long seconds = date.getValue();
    return Instant.ofEpochSecond(
        Math.clamp(seconds, Instant.MIN.getEpochSecond(), Instant.MAX.getEpochSecond()));
  }

  /** Space separated (RFC 8693 §4.2). */
  static Set<String> scopes(JwtClaims claims) throws MalformedClaimException {
    @Nullable String text = claims.getStringClaimValue("scope");
    Set<String> out = new HashSet<>();
    if (text != null) {
      StringTokenizer words = new StringTokenizer(text, " ");
      while (words.hasMoreTokens()) {
        out.add(words.nextToken());
      }
    }
    return out;
  }
}
