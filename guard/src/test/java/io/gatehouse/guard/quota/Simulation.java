package io.gatehouse.guard.quota;

import io.gatehouse.guard.quota.QuotaVerdict.Within;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;

/** Replicas, one store some way off, and the requests of hours in a moment. */
final class Simulation {

  private record Event(long at, long order, Runnable what) {}

  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::order));
  private final SimulatedPermits store = new SimulatedPermits(this::now);
  private final List<Meter> replicas = new ArrayList<>();
  private final List<Long> admitted = new ArrayList<>();
  private final long latency;
  private long now;
  private long order;
  private long sent;
  private long waited;

  /**
   * @param latency from a replica to the store and back, in nanoseconds
   */
  Simulation(RateLimit limit, int count, long latency) {
    this.latency = latency;
    Quota quota = new Quota(Quota.Kind.key, "simulated", limit);
    StoreHealth health = new StoreHealth(Duration.ofSeconds(1), this::now);
    QuotaMetrics metrics = new QuotaMetrics(new SimpleMeterRegistry(), health);
    Meter.Terms terms = new Meter.Terms(Duration.ofSeconds(1), count);
    for (int i = 0; i < count; i++) {
      replicas.add(new Meter(quota, this::answerLater, health, metrics, terms, this::now));
    }
  }

  private long now() {
    return now;
  }

  private Uni<PermitStore.Grant> answerLater(Quota quota, PermitStore.Ask ask) {
    CompletableFuture<PermitStore.Grant> answer = new CompletableFuture<>();
    at(
        now + latency / 2,
        () -> {
          PermitStore.Grant grant = store.takeNow(quota, ask);
          at(now + latency - latency / 2, () -> answer.complete(grant));
        });
    return Uni.createFrom().completionStage(answer);
  }

  private void at(long time, Runnable what) {
    events.add(new Event(time, order++, what));
  }

  /** A request to one replica at that time. */
  void request(int replica, long time) {
    at(
        time,
        () -> {
          sent++;
          QuotaVerdict verdict = replicas.get(replica).takeNow();
          if (verdict != null) {
            note(verdict);
          } else {
            waited++;
            replicas.get(replica).takeLater().subscribe().with(this::note);
          }
        });
  }

  private void note(QuotaVerdict verdict) {
    if (verdict instanceof Within) {
      admitted.add(now);
    }
  }

  void run() {
    for (Event next = events.poll(); next != null; next = events.poll()) {
      now = next.at();
      next.what().run();
    }
  }

  /** When requests were admitted. */
  List<Long> admitted() {
    return admitted;
  }

  long sent() {
    return sent;
  }

  /** Requests that had to wait for the store. */
  long waited() {
    return waited;
  }
}
