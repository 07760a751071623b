package io.gatehouse.guard.jwt;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that verified once, by the SHA-256 of their text, until they end: a repeat costs a lookup,
 * never a second signature. Bounded by count, since a stranger with an account can ask for many.
 */
final class TokenMemory {

  private final Cache<Fingerprint, VerifiedToken> verified;
  private final InstantSource clock;

  TokenMemory(int maxTokens, InstantSource clock) {
    this.clock = clock;
    this.verified =
        Caffeine.newBuilder()
            .maximumSize(maxTokens)
            .executor(Runnable::run)
            .expireAfter(
                Expiry.<Fingerprint, VerifiedToken>creating((hash, token) ->
                    java.time.Duration.ofMillis(Math.max(0, token.notAfter() - clock.millis()))))
            .build();
  }

  /** The token if it verified before and has not ended. */
  @Nullable VerifiedToken get(Fingerprint hash) {
    VerifiedToken token = verified.getIfPresent(hash);
    return token != null && clock.millis() < token.notAfter() ? token : null;
  }

  void put(Fingerprint hash, VerifiedToken token) {
    verified.put(hash, token);
  }

  /** Forgets what was signed with a key that its issuer no longer publishes. */
  void forgetAllBut(String issuer, KeySet keys) {
    verified
        .asMap()
        .values()
        .removeIf(
            token -> token.issuer().equals(issuer) && !keys.holds(token.keyId(), token.key()));
  }
}
