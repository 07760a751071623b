package io.gatehouse.guard.jwt;

import io.gatehouse.guard.GuardConfig;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The key set of one issuer: fetched in the background, kept when a fetch fails, and fetched at
 * most once in a while because a stranger sent an unknown key id. Never blocks.
 */
final class IssuerKeys {

  private static final Logger LOG = Logger.getLogger(IssuerKeys.class);

  private final String name;
  private final Supplier<Uni<KeySet>> fetch;
  private final InstantSource clock;
  private final Duration forcedFetchPause;
  private final AtomicReference<@Nullable Uni<KeySet>> running = new AtomicReference<>();

  private volatile @Nullable KeySet current;
  private volatile Instant lastForced = Instant.EPOCH;
  private volatile @Nullable Instant lastSuccess;
  private volatile BiConsumer<KeySet, KeySet> onChange = (before, after) -> {};

  IssuerKeys(
      String name, Supplier<Uni<KeySet>> fetch, InstantSource clock, GuardConfig.Jwks config) {
    this.name = name;
    this.fetch = fetch;
    this.clock = clock;
    this.forcedFetchPause = config.forcedFetchPause();
  }

  /** The set as it is known, or null if none was ever fetched. */
  @Nullable KeySet current() {
    return current;
  }

  /** When the set was last fetched; null if never. */
  @Nullable Instant lastSuccess() {
    return lastSuccess;
  }

  void onChange(BiConsumer<KeySet, KeySet> listener) {
    onChange = listener;
  }

  /** Fetches now, or joins the fetch that is under way. */
  Uni<KeySet> refresh() {
    Uni<KeySet> underWay = running.get();
    if (underWay != null) {
      return underWay;
    }
    Uni<KeySet> mine =
        Uni.createFrom()
            .deferred(() -> fetch.get())
            .onItemOrFailure()
            .invoke((keys, failure) -> {
              running.set(null);
              if (keys != null) {
                accept(keys);
              } else {
                LOG.warnf("key set of %s not fetched: %s", name, failure);
              }
            })
            .memoize()
            .indefinitely();
    Uni<KeySet> other = running.compareAndExchange(null, mine);
    return other == null ? mine : other;
  }

  /**
   * For a token whose key id is unknown: a fetch, unless one was forced a moment ago. Null means
   * that no fetch is due, so that the id stays unknown.
   */
  @Nullable Uni<KeySet> refreshForUnknownKey() {
    Uni<KeySet> underWay = running.get();
    if (underWay != null) {
      return underWay;
    }
    synchronized (this) {
      Instant now = clock.instant();
      if (now.isBefore(lastForced.plus(forcedFetchPause))) {
        return null;
      }
      lastForced = now;
    }
    return refresh();
  }

  private void accept(KeySet keys) {
    KeySet before = current;
    current = keys;
    lastSuccess = clock.instant();
    if (before == null) {
      LOG.infof("key set of %s: %s", name, keys.byId().keySet());
    } else if (!before.equals(keys)) {
      LOG.infof(
          "key set of %s changed: %s -> %s", name, before.byId().keySet(), keys.byId().keySet());
      onChange.accept(before, keys);
    }
  }
}
