package io.gatehouse.auth.usage;

import io.gatehouse.guard.usage.CredentialKind;
import io.gatehouse.guard.usage.TrafficCount;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Requests over time, by kind of credential.
 *
 * @param from the first bucket's beginning
 * @param to the last bucket's end
 * @param step {@code minute} or {@code hour}
 * @param buckets all of them, oldest first, each with the kinds that came
 * @param totals over all buckets, of all kinds
 */
public record TrafficSeries(
    Instant from,
    Instant to,
    String step,
    List<Bucket> buckets,
    Map<CredentialKind, Requests> totals) {

  /** One step of time. */
  public record Bucket(Instant at, Map<CredentialKind, Requests> kinds) {}

  /**
   * @param refused by the code of the refusal
   */
  public record Requests(long admitted, Map<String, Long> refused) {

    static final Requests NONE = new Requests(0, Map.of());

    Requests plus(String outcome, long count) {
      if (outcome.equals(TrafficCount.ADMITTED)) {
        return new Requests(admitted + count, refused);
      }
      Map<String, Long> more = new TreeMap<>(refused);
      more.merge(outcome, count, Long::sum);
      return new Requests(admitted, more);
    }
  }

  static TrafficSeries of(Instant from, Instant to, ChronoUnit unit, List<TrafficStore.Row> rows) {
    Map<Instant, Map<CredentialKind, Requests>> buckets = new TreeMap<>();
    for (Instant at = from; at.isBefore(to); at = at.plus(1, unit)) {
      buckets.put(at, new EnumMap<>(CredentialKind.class));
    }
    Map<CredentialKind, Requests> totals = new EnumMap<>(CredentialKind.class);
    for (CredentialKind kind : CredentialKind.values()) {
      totals.put(kind, Requests.NONE);
    }
    for (TrafficStore.Row row : rows) {
      add(buckets.computeIfAbsent(row.at(), at -> new EnumMap<>(CredentialKind.class)), row);
      add(totals, row);
    }
    List<Bucket> series = new ArrayList<>();
    buckets.forEach((at, kinds) -> series.add(new Bucket(at, kinds)));
    return new TrafficSeries(
        from, to, unit == ChronoUnit.HOURS ? "hour" : "minute", series, totals);
  }

  private static void add(Map<CredentialKind, Requests> kinds, TrafficStore.Row row) {
    Requests before = kinds.getOrDefault(row.kind(), Requests.NONE);
    kinds.put(row.kind(), before.plus(row.outcome(), row.count()));
  }
}
