package com.example.insights;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How many pieces of each product a person ordered, as bars: the most first, and eight of them at
 * most. Cancelled orders do not count. Lengths are in the units of the drawing.
 */
public record Chart(List<Bar> bars) {

  private static final int BARS = 8;
  private static final int ROW = 44;
  private static final int LONGEST = 560;

  /** One product: where it is drawn, and how long. */
  public record Bar(String sku, int pieces, int y, int length) {
    public int textY() {
      return y - 6;
    }
  }

  static Chart of(List<Order> orders) {
    Map<String, Integer> pieces = new LinkedHashMap<>();
    for (Order order : orders) {
      if (!order.status().equals("cancelled")) {
        order.lines().forEach(line -> pieces.merge(line.sku(), line.quantity(), Integer::sum));
      }
    }
    List<Map.Entry<String, Integer>> most =
        pieces.entrySet().stream()
            .sorted(
                Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(BARS)
            .toList();
    int top = most.isEmpty() ? 1 : most.getFirst().getValue();
    return new Chart(
        IntStream.range(0, most.size())
            .mapToObj(row -> {
              int value = most.get(row).getValue();
              int length = (int) Math.max(2, (long) LONGEST * value / top);
              return new Bar(most.get(row).getKey(), value, row * ROW + 20, length);
            })
            .toList());
  }

  public int height() {
    return bars.size() * ROW + 8;
  }

  public boolean isEmpty() {
    return bars.isEmpty();
  }
}
