package io.gatehouse.guard.usage;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/** Counters in memory; a request that is counted is in exactly one batch. */
final class TrafficCollector {

  /**
   * Kinds and outcomes are words of closed sets, so only minutes can pile up: enough for hours
   * without {@code auth-service}.
   */
  private static final int MOST = 5_000;

  private record Counter(CredentialKind kind, long minute, String outcome) {}

  private final ConcurrentMap<Counter, Long> counters = new ConcurrentHashMap<>();
  private final LongAdder dropped = new LongAdder();

  void count(CredentialKind kind, String outcome, long millis) {
    Counter counter = new Counter(kind, Math.floorDiv(millis, 60_000L), outcome);
    if (counters.size() >= MOST && !counters.containsKey(counter)) {
      dropped.increment();
      return;
    }
    counters.merge(counter, 1L, Long::sum);
  }

  /** Takes out at most that many. */
  List<TrafficCount> drain(int limit) {
    List<TrafficCount> out = new ArrayList<>();
    for (Counter counter : counters.keySet()) {
      if (out.size() == limit) {
        break;
      }
      Long count = counters.remove(counter);
      if (count != null) {
        Instant minute = Instant.EPOCH.plus(counter.minute, ChronoUnit.MINUTES);
        out.add(new TrafficCount(counter.kind, minute, counter.outcome, count));
      }
    }
    return out;
  }

  /** Requests that were not counted, since there were too many counters. */
  long dropped() {
    return dropped.sum();
  }
}
