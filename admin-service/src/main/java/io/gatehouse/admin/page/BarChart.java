package io.gatehouse.admin.page;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Admitted and refused by time as bars, measured out here: a page has no script or style that
 * could. The same numbers stand behind it as a table.
 *
 * @param most of one slot; the top of the chart
 */
public record BarChart(List<Bar> bars, long admitted, long refused, long most) {

  public static final int WIDTH = 720;
  public static final int HEIGHT = 120;

  /** What was counted from {@code at} on, for as long as the chart's slots are. */
  public record Slot(Instant at, long admitted, long refused) {}

  /**
   * One slot: the refused stand on the admitted.
   *
   * @param x left edge; {@code width}, heights and the rest in units of the chart
   */
  public record Bar(
      Instant at, long admitted, long refused, long x, long width, long good, long bad) {

    public long goodTop() {
      return HEIGHT - good;
    }

    public long badTop() {
      return HEIGHT - good - bad;
    }

    public boolean used() {
      return admitted + refused > 0;
    }
  }

  public static BarChart of(List<Slot> slots) {
    long most = Math.max(1, slots.stream().mapToLong(BarChart::all).max().orElse(1));
    long step = WIDTH / Math.max(1, slots.size());
    List<Bar> bars = new ArrayList<>();
    for (Slot slot : slots) {
      bars.add(
          new Bar(
              slot.at(),
              slot.admitted(),
              slot.refused(),
              bars.size() * step,
              Math.max(1, step - 3),
              height(slot.admitted(), most),
              height(slot.refused(), most)));
    }
    return new BarChart(
        bars,
        slots.stream().mapToLong(Slot::admitted).sum(),
        slots.stream().mapToLong(Slot::refused).sum(),
        most);
  }

  public boolean unused() {
    return admitted + refused == 0;
  }

  private static long all(Slot slot) {
    return slot.admitted() + slot.refused();
  }

  /** At least two units, so that one call in a busy day can be seen. */
  private static long height(long count, long most) {
    return count == 0 ? 0 : Math.max(2, HEIGHT * count / most);
  }
}
