package io.gatehouse.guard.apikey;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.gatehouse.guard.GuardConfig;
import io.gatehouse.guard.jwt.Fingerprint;
import io.gatehouse.guard.jwt.VerifiedToken;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Keys that were exchanged, by their SHA-256, until the token ends; and keys that were refused, for
 * a few seconds or until the feed tells of a change. Both bounded: whoever invents keys fills a
 * table that forgets.
 */
final class KeyMemory {

  /**
   * What was revoked as a whole, the realm, was so until the end of that second: a token that was
   * got in it is dead, and the next one is not.
   */
  private static final Duration SECOND = Duration.ofSeconds(1);

  /**
   * An exchanged key, with what each request asks of it.
   *
   * @param since when its token was got
   * @param stillborn that the token was revoked already then
   * @param dueAt millisecond of the epoch from which the next token should be got
   * @param endsAt millisecond of the epoch at which this one ends
   */
  record Known(VerifiedToken token, Instant since, boolean stillborn, long dueAt, long endsAt) {}

  private final Cache<Fingerprint, Known> known;
  private final Cache<Fingerprint, Refusal> refused;
  private final KeyChanges changes;
  private final InstantSource clock;
  private final Duration refreshBefore;
  private final Duration refusalMemory;

  /**
   * A refusal, and when it is past.
   *
   * @param asked the turn of {@link KeyChanges} in which {@code auth-service} was asked
   */
  private record Refusal(ExchangeVerdict.Refused verdict, Instant until, long asked) {}

  KeyMemory(GuardConfig.Exchange config, KeyChanges changes, InstantSource clock) {
    this.clock = clock;
    this.changes = changes;
    this.refreshBefore = config.refreshBefore();
    this.refusalMemory = config.refusalMemory();
    this.known =
        Caffeine.newBuilder()
            .maximumSize(config.rememberedKeys())
            // As in the memory of tokens: its little housekeeping is done on the spot.
            .executor(Runnable::run)
            .expireAfter(Expiry.<Fingerprint, Known>creating((hash, entry) -> left(entry)))
            .build();
    this.refused =
        Caffeine.newBuilder()
            .maximumSize(config.rememberedKeys())
            .expireAfterWrite(refusalMemory)
            .build();
  }

  private Duration left(Known entry) {
    return Duration.ofMillis(Math.max(0, entry.endsAt() - clock.millis()));
  }

  /** Without the skew that a foreign token is granted: a key's token must not outlive the key. */
  @Nullable Known known(Fingerprint hash) {
    Known entry = known.getIfPresent(hash);
    return entry != null && clock.millis() < entry.endsAt() ? entry : null;
  }

  /** Of a key that may have changed since it was asked about, none. */
  ExchangeVerdict.@Nullable Refused refusal(Fingerprint hash, ShownKey key) {
    Refusal entry = refused.getIfPresent(hash);
    return entry != null
            && clock.instant().isBefore(entry.until())
            && !changes.since(entry.asked(), key)
        ? entry.verdict()
        : null;
  }

  /** Whether the token is so near its end that the next one should be got. */
  boolean isDue(Known entry) {
    return clock.millis() >= entry.dueAt();
  }

  /** Whether the exchange is so recent that another would say the same. */
  boolean isFresh(Known entry) {
    return clock.instant().isBefore(entry.since().plus(SECOND));
  }

  void learn(Fingerprint hash, VerifiedToken token, boolean stillborn) {
    known.put(hash, known(token, stillborn, clock.instant()));
  }

  /**
   * @param asked the turn of {@link KeyChanges} before {@code auth-service} was asked
   */
  void refuse(Fingerprint hash, ExchangeVerdict.Refused refusal, long asked) {
    known.invalidate(hash);
    refused.put(hash, new Refusal(refusal, clock.instant().plus(refusalMemory), asked));
  }

  private Known known(VerifiedToken token, boolean stillborn, Instant since) {
    Instant end = token.caller().expiresAt();
    // Of a very short token, the last quarter: else each request would ask anew.
    Duration quarter = Duration.between(since, end).dividedBy(4);
    Duration before = quarter.compareTo(refreshBefore) < 0 ? quarter : refreshBefore;
    return new Known(token, since, stillborn, end.minus(before).toEpochMilli(), end.toEpochMilli());
  }
}
