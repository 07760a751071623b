package io.gatehouse.guard.jwt;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Duration;
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
            // Its housekeeping is a few dozen reads long: to hand it over costs more than to do it.
            .executor(Runnable::run)
            .expireAfter(Expiry.<Fingerprint, VerifiedToken>creating((hash, token) -> left(token)))
            .build();
  }

  private Duration left(VerifiedToken token) {
    return Duration.ofMillis(Math.max(0, token.endsAt() - clock.millis()));
  }

  /** The token if it verified before and has not ended: eviction only frees the room. */
  @Nullable VerifiedToken get(Fingerprint hash) {
    VerifiedToken token = verified.getIfPresent(hash);
    return token != null && clock.millis() < token.endsAt() ? token : null;
  }

  void put(Fingerprint hash, VerifiedToken token) {
    verified.put(hash, token);
  }

  /** Forgets what was signed with a key that its issuer no longer publishes. */
  void keepOnlySignedBy(String issuer, KeySet keys) {
    verified.asMap().values().removeIf(token -> !token.isStillSigned(issuer, keys));
  }

  long size() {
    verified.cleanUp();
    return verified.estimatedSize();
  }
}
