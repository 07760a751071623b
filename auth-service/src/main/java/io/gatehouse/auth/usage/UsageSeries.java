package io.gatehouse.auth.usage;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Uses of a key over time.
 *
 * @param from the first bucket's beginning
 * @param to the last bucket's end
 * @param step {@code hour} or {@code day}
 * @param buckets all of them, oldest first, also those without use
 * @param totals over all buckets, by outcome
 */
public record UsageSeries(
    String keyId,
    Instant from,
    Instant to,
    String step,
    List<Bucket> buckets,
    Map<String, Long> totals) {

  /**
   * @param counts by outcome: {@code admitted}, or the code of a refusal
   */
  public record Bucket(Instant at, Map<String, Long> counts) {}

  static UsageSeries of(
      String keyId,
      Instant from,
      Instant to,
      ChronoUnit unit,
      Map<Instant, Map<String, Long>> hours) {
    Map<Instant, Map<String, Long>> buckets = new TreeMap<>();
    for (Instant at = from; at.isBefore(to); at = at.plus(1, unit)) {
      buckets.put(at, new TreeMap<>());
    }
    Map<String, Long> totals = new TreeMap<>();
    hours.forEach((hour, counts) ->
        counts.forEach((outcome, count) -> {
          buckets
              .computeIfAbsent(hour.truncatedTo(unit), h -> new TreeMap<>())
              .merge(outcome, count, Long::sum);
          totals.merge(outcome, count, Long::sum);
        }));
    List<Bucket> series = new ArrayList<>();
    buckets.forEach((at, counts) -> series.add(new Bucket(at, counts)));
    return new UsageSeries(
        keyId, from, to, unit == ChronoUnit.DAYS ? "day" : "hour", series, totals);
  }
}
