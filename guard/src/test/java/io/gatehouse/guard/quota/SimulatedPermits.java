package io.gatehouse.guard.quota;

import io.smallrye.mutiny.Uni;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** The store's arithmetic without the store, by a clock that a test moves. */
final class SimulatedPermits implements PermitStore {

  private static final int REPLICAS = 3;

  private final Map<String, Long> arrivals = new HashMap<>();
  private final LongSupplier nanos;

  SimulatedPermits(LongSupplier nanos) {
    this.nanos = nanos;
  }

  @Override
  public Uni<Grant> take(Quota quota, Ask ask) {
    return Uni.createFrom().item(takeNow(quota, ask));
  }

  Grant takeNow(Quota quota, Ask ask) {
    long now = nanos.getAsLong();
    Gcra limit = Gcra.of(quota.limit());
    long empty = now + limit.burst() * limit.interval();
    long most = empty + Math.max(limit.burst(), REPLICAS) * limit.interval();
    long stored = arrivals.getOrDefault(quota.account(), now);
    long arrival = Math.min(Math.max(stored, now), most) + ask.owed() * limit.interval();
    long given = Math.min(ask.wanted(), limit.free(arrival, now));
    arrival += given * limit.interval();
    arrivals.put(quota.account(), arrival);
    return new Grant(given, Math.ceilDiv(arrival - now, 1000L));
  }
}
