package io.gatehouse.guard.apikey;

import io.gatehouse.guard.GuardConfig;
import io.gatehouse.guard.credential.CredentialReader;
import io.gatehouse.guard.credential.CredentialVerdict;
import io.gatehouse.guard.credential.OwnContext;
import io.gatehouse.guard.credential.Presented;
import io.gatehouse.guard.credential.Reading;
import io.gatehouse.guard.jwt.Fingerprint;
import io.gatehouse.guard.jwt.VerifiedToken;
import io.gatehouse.guard.problem.ErrorCode;
import io.gatehouse.guard.problem.LogNote;
import io.gatehouse.guard.revocation.Revocations;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Partner keys in a domain service: a typo is refused with no I/O, a known key is a lookup, and
 * only an unknown one is shown to {@code auth-service}, once however many requests carry it.
 */
@Singleton
class ApiKeyReader implements CredentialReader {

  private static final CredentialVerdict MALFORMED =
      new CredentialVerdict.Refused(
          ErrorCode.INVALID_KEY, "This is no key. Is it complete, and copied well?");

  private static final Duration RENEWAL_PAUSE = Duration.ofSeconds(1);

  private final boolean enabled;
  private final boolean importedKeys;
  private final KeyExchange exchange;
  private final KeyMemory memory;
  private final KeyChanges changes;
  private final Revocations revocations;
  private final InstantSource clock;
  private volatile Instant nextRenewal = Instant.MIN;
  private final ConcurrentMap<Fingerprint, Uni<ExchangeVerdict>> running =
      new ConcurrentHashMap<>();

  ApiKeyReader(
      GuardConfig config,
      KeyExchange exchange,
      KeyChanges changes,
      Revocations revocations,
      InstantSource clock) {
    this.enabled = config.exchange().enabled();
    this.importedKeys = config.exchange().importedKeys();
    this.exchange = exchange;
    this.memory = new KeyMemory(config.exchange(), changes, clock);
    this.changes = changes;
    this.revocations = revocations;
    this.clock = clock;
  }

  @Override
  public Reading read(RoutingContext request) {
    String text = Presented.in(request).key();
    if (text == null || !enabled) {
      return CredentialVerdict.ABSENT;
    }
    Fingerprint hash = Fingerprint.of(text);
    KeyMemory.Known known = memory.known(hash);
    if (known == null) {
      return readUnknown(text, hash, null, request);
    }
    if (isRevoked(known.token())) {
      // The token is dead, the key perhaps not: its scopes may have changed. Ask at once; but not
      // in a row, if the answer to that was dead too.
      return known.stillborn() && memory.isFresh(known)
          ? known.token().admit(request)
          : readUnknown(text, hash, known, request);
    }
    if (memory.isDue(known)) {
      renew(text, hash, known);
    }
    return known.token().admit(request);
  }

  private Reading readUnknown(
      String text, Fingerprint hash, KeyMemory.@Nullable Known dead, RoutingContext request) {
    ShownKey key = ShownKey.of(text, importedKeys);
    if (key == null) {
      return MALFORMED;
    }
    LogNote.put(request, "key=" + (key instanceof ShownKey.Own(ApiKey own) ? own.id() : "foreign"));
    ExchangeVerdict.Refused refusal = memory.refusal(hash, key);
    if (refusal != null) {
      return verdict(refusal);
    }
    return new Reading.Later(
        OwnContext.resume(exchangeOnce(key, hash, dead))
            .map(verdict ->
                switch (verdict) {
                  case ExchangeVerdict.Exchanged(var token) -> token.admit(request);
                  case ExchangeVerdict.Refused refused -> verdict(refused);
                }));
  }

  /**
   * Shows the key, or joins who shows it already.
   *
   * @param seen what was known of the key when it was found to be not enough
   */
  private Uni<ExchangeVerdict> exchangeOnce(
      ShownKey key, Fingerprint hash, KeyMemory.@Nullable Known seen) {
    return running.computeIfAbsent(
        hash,
        h ->
            Uni.createFrom()
                .deferred(() -> learnedOrExchanged(key, h, seen))
                .onTermination()
                .invoke(() -> running.remove(h))
                .memoize()
                .indefinitely());
  }

  /** Another exchange may have ended between the look into memory and now. */
  private Uni<ExchangeVerdict> learnedOrExchanged(
      ShownKey key, Fingerprint hash, KeyMemory.@Nullable Known seen) {
    KeyMemory.Known now = memory.known(hash);
    long turn = changes.turn();
    return now == null || now == seen
        ? exchange.exchange(key).onItem().invoke(verdict -> learn(hash, verdict, turn))
        : Uni.createFrom().item(new ExchangeVerdict.Exchanged(now.token()));
  }

  private void learn(Fingerprint hash, ExchangeVerdict verdict, long asked) {
    switch (verdict) {
      case ExchangeVerdict.Exchanged(VerifiedToken token) ->
          memory.learn(hash, token, isRevoked(token));
      case ExchangeVerdict.Refused refused -> memory.refuse(hash, refused, asked);
    }
  }

  /** In the background: the token at hand still serves, and a failure is not tried in a row. */
  private void renew(String text, Fingerprint hash, KeyMemory.Known known) {
    ShownKey key = ShownKey.of(text, importedKeys);
    if (key != null && !running.containsKey(hash) && !clock.instant().isBefore(nextRenewal)) {
      exchangeOnce(key, hash, known)
          .subscribe()
          .with(verdict -> {}, failure -> nextRenewal = clock.instant().plus(RENEWAL_PAUSE));
    }
  }

  private boolean isRevoked(VerifiedToken token) {
    return revocations.check(token.caller()) == Revocations.Verdict.REVOKED;
  }

  private static CredentialVerdict verdict(ExchangeVerdict.Refused refused) {
    return new CredentialVerdict.Refused(refused.code(), refused.detail());
  }
}
