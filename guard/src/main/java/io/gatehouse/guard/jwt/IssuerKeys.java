package io.gatehouse.guard.jwt;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The key set of one issuer: kept when a fetch fails, fetched once at a time, and fetched at most
 * once in a while because a stranger sent an unknown key id. Never blocks.
 */
final class IssuerKeys {

  private static final Logger LOG = Logger.getLogger(IssuerKeys.class);

  private final String name;
  private final Supplier<Uni<KeySet>> fetch;
  private final InstantSource clock;
  private final Duration forcedFetchPause;
  private final AtomicReference<@Nullable Uni<KeySet>> running = new AtomicReference<>();
  private final AtomicLong nextForced = new AtomicLong(Long.MIN_VALUE);

  private volatile @Nullable KeySet current;
  private volatile @Nullable Instant fetchedAt;
  private volatile Consumer<KeySet> onChange = keys -> {};

  IssuerKeys(
      String name, Supplier<Uni<KeySet>> fetch, InstantSource clock, Duration forcedFetchPause) {
    this.name = name;
    this.fetch = fetch;
    this.clock = clock;
    this.forcedFetchPause = forcedFetchPause;
  }

  /** The set as it is known, or null if none was ever fetched. */
  @Nullable KeySet current() {
    return current;
  }

  /** When the set was last fetched; null if never. */
  @Nullable Instant fetchedAt() {
    return fetchedAt;
  }

  void onChange(Consumer<KeySet> listener) {
    onChange = listener;
  }

  /** Fetches, or joins the fetch that is under way. */
  Uni<KeySet> refresh() {
    Uni<KeySet> mine =
        Uni.createFrom()
            .deferred(() -> fetch.get())
            .onItem()
            .invoke(this::accept)
            .onFailure()
            .invoke(failure -> LOG.warnf("key set of %s not fetched: %s", name, failure))
            .onTermination()
            .invoke(() -> running.set(null))
            .memoize()
            .indefinitely();
    Uni<KeySet> other = running.compareAndExchange(null, mine);
    return other == null ? mine : other;
  }

  /**
   * For a token whose key id is unknown: a fetch, unless one was forced a moment ago. Null means
   * that no fetch is due, so that the id stays unknown: otherwise anyone could make us call the
   * issuer as often as they like.
   */
  @Nullable Uni<KeySet> refreshForUnknownKey() {
    Uni<KeySet> underWay = running.get();
    if (underWay != null) {
      return underWay;
    }
    long now = clock.millis();
    long next = nextForced.get();
    if (now < next || !nextForced.compareAndSet(next, now + forcedFetchPause.toMillis())) {
      return null;
    }
    return refresh();
  }

  private void accept(KeySet keys) {
    KeySet before = current;
    current = keys;
    fetchedAt = clock.instant();
    if (!keys.equals(before)) {
      LOG.infof("key set of %s: %s", name, keys.byId().keySet());
      onChange.accept(keys);
    }
  }
}
