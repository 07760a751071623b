package io.gatehouse.guard.quota;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts by closed sets of words alone: a label for each key would fill the metrics store. */
final class QuotaMetrics {

  private record Label(Quota.Kind kind, String outcome) {}

  private final MeterRegistry meters;
  private final Counter lapsed;
  private final Counter waited;
  private final Map<Label, Counter> requests = new ConcurrentHashMap<>();

  QuotaMetrics(MeterRegistry meters, StoreHealth health) {
    this.meters = meters;
    this.lapsed = meters.counter("gatehouse.quota.lapsed");
    this.waited = meters.counter("gatehouse.quota.waited");
    meters.gauge("gatehouse.quota.store.lost", health, it -> it.isLost() ? 1 : 0);
  }

  void request(Quota.Kind kind, String outcome) {
    requests
        .computeIfAbsent(
            new Label(kind, outcome),
            label ->
                meters.counter(
                    "gatehouse.quota.requests", "limit", kind.name(), "outcome", outcome))
        .increment();
  }

  void leased(String outcome) {
    meters.counter("gatehouse.quota.leases", "outcome", outcome).increment();
  }

  /** A request had to wait for the store. */
  void waited() {
    waited.increment();
  }

  void lapsed(long permits) {
    lapsed.increment(permits);
  }
}
