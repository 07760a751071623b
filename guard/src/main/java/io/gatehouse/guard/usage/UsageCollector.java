package io.gatehouse.guard.usage;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counters in memory. Each is changed and taken out in one step, so a use that is counted is in
 * exactly one batch.
 */
final class UsageCollector {

  private record Counter(String keyId, int version, long hour, String outcome) {}

  private record Tally(long count, long lastMillis, String address, String userAgent) {
    Tally plus(Tally one) {
      Tally later = one.lastMillis >= lastMillis ? one : this;
      return new Tally(count + one.count, later.lastMillis, later.address, later.userAgent);
    }
  }

  private final ConcurrentMap<Counter, Tally> counters = new ConcurrentHashMap<>();
  private final LongAdder dropped = new LongAdder();
  private final int most;

  UsageCollector(int most) {
    this.most = most;
  }

  void count(
      String keyId, int version, String outcome, Instant at, String address, String userAgent) {
    Counter counter =
        new Counter(keyId, version, Math.floorDiv(at.getEpochSecond(), 3600L), outcome);
    if (counters.size() >= most && !counters.containsKey(counter)) {
      dropped.increment();
      return;
    }
    counters.merge(counter, new Tally(1, at.toEpochMilli(), address, userAgent), Tally::plus);
  }

  /** Takes out at most that many. */
  List<KeyUse> drain(int limit) {
    List<KeyUse> out = new ArrayList<>();
    for (Counter counter : counters.keySet()) {
      if (out.size() == limit) {
        break;
      }
      Tally tally = counters.remove(counter);
      if (tally != null) {
        out.add(
            new KeyUse(
                counter.keyId,
                counter.version,
                Instant.EPOCH.plus(counter.hour, ChronoUnit.HOURS),
                counter.outcome,
                tally.count,
                Instant.ofEpochMilli(tally.lastMillis),
                tally.address,
                tally.userAgent));
      }
    }
    return out;
  }

  int size() {
    return counters.size();
  }

  /** Uses that were not counted, since there were too many counters. */
  long dropped() {
    return dropped.sum();
  }
}
