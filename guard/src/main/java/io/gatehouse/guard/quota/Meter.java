package io.gatehouse.guard.quota;

import io.gatehouse.guard.quota.QuotaVerdict.Over;
import io.gatehouse.guard.quota.QuotaVerdict.Unknown;
import io.gatehouse.guard.quota.QuotaVerdict.Within;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The permits of one account that this replica holds. They are leased in batches, the next one
 * before the last is used up. A request waits for the store only if none is held and the store is
 * not known to be empty: the first one after a pause.
 *
 * <p>Only the store makes permits, and a permit that is not used in time lapses. So all replicas
 * together never admit more than the store gave, and in no window more than it gave in the window
 * and the two lease lives before it.
 */
final class Meter {

  /** How a replica leases. */
  record Terms(Duration leaseLife, int replicas) {}

  private final Quota quota;
  private final PermitStore store;
  private final StoreHealth health;
  private final QuotaMetrics metrics;
  private final LongSupplier nanos;
  private final long leaseLife;
  private final long largestBatch;
  private final long interval;
  private final Gcra share;
  private final long base;

  private long held;
  private long leasedAt;
  private long left;
  private long emptyUntil;
  private long batch = 1;
  private long arrival;
  private boolean asking;
  private List<CompletableFuture<QuotaVerdict>> waiting = new ArrayList<>();

  Meter(
      Quota quota,
      PermitStore store,
      StoreHealth health,
      QuotaMetrics metrics,
      Terms terms,
      LongSupplier nanos) {
    this.quota = quota;
    this.store = store;
    this.health = health;
    this.metrics = metrics;
    this.nanos = nanos;
    this.base = nanos.getAsLong();
    this.leaseLife = terms.leaseLife().toNanos();
    this.largestBatch = largestBatch(quota.limit());
    this.interval = quota.limit().period().toNanos() / quota.limit().requests();
    this.share = Gcra.share(quota.limit(), terms.replicas());
  }

  /** A tenth of a second's worth and a tenth of the burst at most: what others cannot use now. */
  static long largestBatch(RateLimit limit) {
    long tenthOfASecond = limit.requests() / (limit.period().toSeconds() * 10);
    return Math.max(1, Math.min(tenthOfASecond, limit.burst() / 10));
  }

  /** The verdict on one request if it can be told at once; null if the store must be asked. */
  @Nullable QuotaVerdict takeNow() {
    boolean ask = false;
    QuotaVerdict verdict;
    synchronized (this) {
      long now = now();
      if (held > 0 && now - leasedAt > leaseLife) {
        metrics.lapsed(held);
        held = 0;
        batch = Math.max(1, batch / 2);
      }
      if (held > 0) {
        held--;
        verdict = new Within(held + left);
        ask = batch > 1 && held <= batch / 2 && now >= emptyUntil && startAsking();
      } else if (now < emptyUntil) {
        verdict = new Over(Duration.ofNanos(emptyUntil - now));
      } else if (health.isLost()) {
        verdict = withoutStore(now);
        ask = health.mayProbe() && startAsking();
      } else {
        return null;
      }
    }
    if (ask) {
      ask();
    }
    return verdict;
  }

  /** The verdict when the store has answered; it comes on whatever thread brings the answer. */
  Uni<QuotaVerdict> takeLater() {
    CompletableFuture<QuotaVerdict> mine = new CompletableFuture<>();
    boolean ask;
    synchronized (this) {
      waiting.add(mine);
      ask = startAsking();
    }
    if (ask) {
      ask();
    }
    return Uni.createFrom().completionStage(mine);
  }

  /** A permit that was taken for a request that another limit refused. */
  synchronized void giveBack() {
    if (held > 0) {
      held++;
    } else {
      held = 1;
      leasedAt = now();
    }
  }

  private boolean startAsking() {
    boolean mine = !asking;
    asking = true;
    return mine;
  }

  private void ask() {
    long wanted;
    synchronized (this) {
      wanted = Math.max(batch, waiting.size());
    }
    long asked = wanted;
    store.take(quota, asked).subscribe().with(grant -> granted(grant, asked), this::failed);
  }

  private void granted(PermitStore.Grant grant, long asked) {
    health.answered();
    metrics.leased(grant.permits() > 0 ? "granted" : "empty");
    List<CompletableFuture<QuotaVerdict>> done;
    List<QuotaVerdict> verdicts = new ArrayList<>();
    boolean again;
    synchronized (this) {
      long now = now();
      boolean quick = now - leasedAt < leaseLife / 4;
      if (quick && grant.permits() == asked && asked >= batch) {
        batch = Math.min(batch * 2, largestBatch);
      }
      held += grant.permits();
      leasedAt = now;
      left = grant.left();
      if (grant.permits() < asked || grant.waitMicros() > 0) {
        // A batch later, not a permit later: else each permit of a busy account is a question.
        emptyUntil = now + grant.waitMicros() * 1000 + (batch - 1) * interval;
      }
      done = waiting;
      waiting = new ArrayList<>();
      // More may have come since: they are asked for next, unless the store has no more.
      while (verdicts.size() < done.size() && held > 0) {
        held--;
        verdicts.add(new Within(held + left));
      }
      if (verdicts.size() < done.size() && now < emptyUntil) {
        QuotaVerdict over = new Over(Duration.ofNanos(emptyUntil - now));
        while (verdicts.size() < done.size()) {
          verdicts.add(over);
        }
      }
      waiting.addAll(done.subList(verdicts.size(), done.size()));
      again = !waiting.isEmpty();
      asking = again;
    }
    for (int i = 0; i < verdicts.size(); i++) {
      done.get(i).complete(verdicts.get(i));
    }
    if (again) {
      ask();
    }
  }

  private void failed(Throwable why) {
    health.failed(why);
    metrics.leased("failed");
    List<CompletableFuture<QuotaVerdict>> done;
    List<QuotaVerdict> verdicts = new ArrayList<>();
    synchronized (this) {
      asking = false;
      done = waiting;
      waiting = new ArrayList<>();
      for (int i = 0; i < done.size(); i++) {
        verdicts.add(withoutStore(now()));
      }
    }
    for (int i = 0; i < done.size(); i++) {
      done.get(i).complete(verdicts.get(i));
    }
  }

  private QuotaVerdict withoutStore(long now) {
    return switch (quota.limit().onStoreLoss()) {
      case closed -> new Unknown();
      case localShare -> {
        long wait = share.wait(arrival, now);
        if (wait > 0) {
          yield new Over(Duration.ofNanos(wait));
        }
        arrival = share.after(arrival, now);
        yield new Within(0);
      }
    };
  }

  private long now() {
    return nanos.getAsLong() - base;
  }
}
