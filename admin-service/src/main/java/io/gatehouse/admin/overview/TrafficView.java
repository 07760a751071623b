package io.gatehouse.admin.overview;

import io.gatehouse.admin.authservice.RecordShapes.Counts;
import io.gatehouse.admin.authservice.RecordShapes.Traffic;
import io.gatehouse.admin.page.BarChart;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Requests that were let in or refused, as they are read: over time, and by kind of credential.
 *
 * @param day whether it is the last day, by hour; else the last hour, by minute
 */
public record TrafficView(boolean day, BarChart chart, List<Kind> kinds) {

  private static final int BAR = 120;

  private static final Map<String, String> NAMES =
      Map.of(
          "api_key", "API key",
          "jwt", "JWT of a person",
          "delegated", "App for a person",
          "service", "Service token",
          "session", "Session at this desk",
          "none", "No credential");

  /**
   * One kind of credential.
   *
   * @param good length of the bar of the admitted, of 120; {@code bad} follows it
   */
  public record Kind(
      String name, long admitted, long refused, List<Reason> reasons, long good, long bad) {}

  /** Why requests were refused, the most frequent first. */
  public record Reason(String code, long count) {

    public String words() {
      return code.replace('_', ' ');
    }
  }

  static TrafficView of(Traffic traffic, boolean day) {
    long most =
        Math.max(
            1,
            traffic.totals().values().stream()
                .mapToLong(counts -> counts.admitted() + counts.allRefused())
                .max()
                .orElse(1));
    return new TrafficView(
        day,
        BarChart.of(
            traffic.buckets().stream()
                .map(slot -> new BarChart.Slot(slot.at(), slot.admitted(), slot.refused()))
                .toList()),
        traffic.totals().entrySet().stream()
            .map(e -> kind(e.getKey(), e.getValue(), most))
            .toList());
  }

  /** The word for one slot of the chart. */
  public String slot() {
    return day ? "hour" : "minute";
  }

  private static Kind kind(String word, Counts counts, long most) {
    return new Kind(
        NAMES.getOrDefault(word, word),
        counts.admitted(),
        counts.allRefused(),
        counts.refused().entrySet().stream()
            .map(reason -> new Reason(reason.getKey(), reason.getValue()))
            .sorted(Comparator.comparingLong(Reason::count).reversed())
            .toList(),
        length(counts.admitted(), most),
        length(counts.allRefused(), most));
  }

  private static long length(long count, long most) {
    return count == 0 ? 0 : Math.max(2, BAR * count / most);
  }
}
