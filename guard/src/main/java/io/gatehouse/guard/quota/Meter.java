package io.gatehouse.guard.quota;

import io.gatehouse.guard.quota.PermitStore.Ask;
import io.gatehouse.guard.quota.PermitStore.Grant;
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
 * One account at this replica: permits that it holds, and a copy of the account's state in the
 * store. A request takes a permit that is held; without one it goes by the copy, and the store is
 * told of it in the background and corrects the copy. So a request waits only if the account is not
 * known here yet, or if more come before the store's next answer than are this replica's share.
 *
 * <p>The store is told of all that was admitted, also of what was admitted too early. So all
 * replicas together admit what GCRA admits, and at most once what the copies were wrong by.
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
  private final int replicas;
  private final long largestBatch;
  private final Gcra limit;
  private final Gcra share;
  private final long base;

  private long held;
  private long leasedAt;
  private long batch = 1;

  /** The copy: the account's theoretical arrival time, with what is owed. */
  private long arrival;

  private boolean known;
  private long heardAt;
  private long owed;
  private long emptyUntil;

  private long shareArrival;
  private boolean asking;
  private long wanted;
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
    this.replicas = terms.replicas();
    this.largestBatch = largestBatch(quota.limit());
    this.limit = Gcra.of(quota.limit());
    this.share = Gcra.share(quota.limit(), terms.replicas());
  }

  /** A tenth of a second's worth and a tenth of the burst at most: what others cannot use now. */
  static long largestBatch(RateLimit limit) {
    long tenthOfASecond = limit.requests() / (limit.period().toSeconds() * 10);
    return Math.max(1, Math.min(tenthOfASecond, limit.burst() / 10));
  }

  /** The verdict on one request if it can be told at once; null if the store must be heard. */
  @Nullable QuotaVerdict takeNow() {
    boolean ask = false;
    QuotaVerdict verdict;
    synchronized (this) {
      long now = now();
      lapse(now);
      long wait = untilNext(now);
      if (held > 0) {
        held--;
        verdict = within(now);
        ask = batch > 1 && held <= batch / 2 && now >= emptyUntil && startAsking();
      } else if (wait > 0) {
        verdict = new Over(Duration.ofNanos(wait));
      } else if (health.isLost()) {
        verdict = withoutStore(now);
        ask = health.mayProbe() && startAsking();
      } else if (known && waiting.isEmpty() && owed < credit(now)) {
        owed++;
        arrival = limit.after(arrival, now);
        verdict = within(now);
        ask = startAsking();
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
    metrics.waited();
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

  private void lapse(long now) {
    if (held > 0 && now - leasedAt > leaseLife) {
      metrics.lapsed(held);
      held = 0;
      batch = Math.max(1, batch / 2);
    }
  }

  /**
   * How many may be admitted by the copy alone: this replica's share of what is free, so that all
   * together do not exceed it. One if the copy is old, since others may have used the rest. What is
   * being asked for is not free any more.
   */
  private long credit(long now) {
    long least = wanted == 0 ? 1 : 0;
    if (now - heardAt > leaseLife) {
      return least;
    }
    return Math.max(least, (limit.free(arrival, now) + owed - wanted) / replicas);
  }

  private long untilNext(long now) {
    return known ? Math.max(emptyUntil - now, limit.wait(arrival, now)) : 0;
  }

  private QuotaVerdict within(long now) {
    return new Within(held + limit.free(arrival, now));
  }

  private boolean startAsking() {
    boolean mine = !asking;
    asking = true;
    return mine;
  }

  private void ask() {
    Ask ask;
    long at;
    synchronized (this) {
      // With batches of one there is nothing to hold: what is owed is all that is asked about.
      wanted = Math.max(batch > 1 ? batch : 0, waiting.size());
      ask = new Ask(owed, wanted);
      at = nanos.getAsLong();
    }
    store
        .take(quota, ask)
        .subscribe()
        .with(grant -> granted(grant, ask), failure -> failed(failure, at));
  }

  private void granted(Grant grant, Ask ask) {
    health.answered();
    metrics.leased(grant.permits() > 0 || ask.wanted() == 0 ? "granted" : "empty");
    List<CompletableFuture<QuotaVerdict>> done;
    List<QuotaVerdict> verdicts = new ArrayList<>();
    boolean again;
    synchronized (this) {
      long now = now();
      boolean quick = now - heardAt < leaseLife / 4;
      if (known && quick && grant.permits() == ask.wanted() && ask.owed() + ask.wanted() >= batch) {
        batch = Math.min(batch * 2, largestBatch);
      }
      hear(grant, ask, now);
      done = waiting;
      waiting = new ArrayList<>();
      // More may have come since: they are asked for next, unless the store has no more.
      while (verdicts.size() < done.size() && held > 0) {
        held--;
        verdicts.add(within(now));
      }
      if (verdicts.size() < done.size() && now < emptyUntil) {
        QuotaVerdict over = new Over(Duration.ofNanos(emptyUntil - now));
        while (verdicts.size() < done.size()) {
          verdicts.add(over);
        }
      }
      waiting.addAll(done.subList(verdicts.size(), done.size()));
      again = !waiting.isEmpty() || owed > 0;
      asking = again;
    }
    for (int i = 0; i < verdicts.size(); i++) {
      done.get(i).complete(verdicts.get(i));
    }
    if (again) {
      ask();
    }
  }

  private void hear(Grant grant, Ask ask, long now) {
    wanted = 0;
    owed -= ask.owed();
    if (grant.permits() > 0) {
      held += grant.permits();
      leasedAt = now;
    }
    known = true;
    heardAt = now;
    arrival = now + grant.aheadMicros() * 1000 + owed * limit.interval();
    long wait = limit.wait(arrival, now);
    if (grant.permits() < ask.wanted() || wait > 0) {
      // A batch later, not a permit later: else each permit of a busy account is a question.
      emptyUntil = now + wait + (batch - 1) * limit.interval();
    }
  }

  private void failed(Throwable why, long askedAt) {
    health.failed(why, askedAt);
    metrics.leased("failed");
    List<CompletableFuture<QuotaVerdict>> done = List.of();
    List<QuotaVerdict> verdicts = new ArrayList<>();
    boolean again;
    synchronized (this) {
      again = !health.isLost() && (owed > 0 || !waiting.isEmpty());
      asking = again;
      wanted = 0;
      if (!again) {
        // Forgotten: while the store is away each replica goes by its own share.
        owed = 0;
        done = waiting;
        waiting = new ArrayList<>();
        for (int i = 0; i < done.size(); i++) {
          verdicts.add(withoutStore(now()));
        }
      }
    }
    for (int i = 0; i < done.size(); i++) {
      done.get(i).complete(verdicts.get(i));
    }
    if (again) {
      ask();
    }
  }

  private QuotaVerdict withoutStore(long now) {
    return switch (quota.limit().onStoreLoss()) {
      case closed -> new Unknown();
      case localShare -> {
        long wait = share.wait(shareArrival, now);
        if (wait > 0) {
          yield new Over(Duration.ofNanos(wait));
        }
        shareArrival = share.after(shareArrival, now);
        yield new Within(0);
      }
    };
  }

  private long now() {
    return nanos.getAsLong() - base;
  }
}
