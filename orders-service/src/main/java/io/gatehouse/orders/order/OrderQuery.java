package io.gatehouse.orders.order;

import io.gatehouse.guard.problem.ErrorCode;
import io.gatehouse.guard.problem.ProblemException;
import io.gatehouse.guard.problem.Violation;
import io.gatehouse.orders.paging.Cursor;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which of the visible orders, and in which order.
 *
 * @param from the earliest creation that counts
 * @param before the first creation that does not count any more
 * @param after where the page before ended
 */
record OrderQuery(
    @Nullable OrderStatus status,
    @Nullable Instant from,
    @Nullable Instant before,
    Direction direction,
    @Nullable Position after) {

  /** Where a page ends: an order's place in the list. */
  record Position(Instant createdAt, String id) {}

  /** By creation; orders of one instant stand by their id. Each way has cursors of its own. */
  enum Direction {
    OLDEST_FIRST("createdAt", new Cursor("orders-up", 2)),
    NEWEST_FIRST("-createdAt", new Cursor("orders", 2));

    private final String label;
    private final Cursor cursor;

    Direction(String label, Cursor cursor) {
      this.label = label;
      this.cursor = cursor;
    }
  }

  /** The query behind what a caller wrote; what makes no sense is a 400 that names it. */
  static OrderQuery of(
      @Nullable String status,
      @Nullable String createdFrom,
      @Nullable String createdBefore,
      @Nullable String sort,
      @Nullable String cursor) {
    Direction direction = sort == null ? Direction.NEWEST_FIRST : directionOf(sort);
    return new OrderQuery(
        status == null ? null : statusOf(status),
        createdFrom == null ? null : timeOf("?createdFrom", createdFrom),
        createdBefore == null ? null : timeOf("?createdBefore", createdBefore),
        direction,
        cursor == null ? null : positionOf(direction.cursor.read(cursor)));
  }

  /** The cursor right behind this order, for this direction alone. */
  String cursorAt(Order order) {
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, order.createdAt());
    return direction.cursor.write(Long.toString(micros), order.id());
  }

  private static OrderStatus statusOf(String label) {
    return OrderStatus.of(label)
        .orElseThrow(() -> refused("?status", "must be placed, paid, shipped or cancelled"));
  }

  private static Direction directionOf(String label) {
    for (Direction direction : Direction.values()) {
      if (direction.label.equals(label)) {
        return direction;
      }
    }
    throw refused("?sort", "must be createdAt or -createdAt");
  }

  /** RFC 3339, four digits of the year: others are beyond PostgreSQL. */
  private static Instant timeOf(String pointer, String text) {
    try {
      OffsetDateTime time = OffsetDateTime.parse(text);
      if (time.getYear() >= 1 && time.getYear() <= 9999) {
        return time.toInstant();
      }
    } catch (DateTimeException e) {
      throw refused(pointer, "must be a time like 2026-01-31T12:00:00Z");
    }
    throw refused(pointer, "must be a time like 2026-01-31T12:00:00Z");
  }

  private static Position positionOf(List<String> values) {
    // Sixteen digits of microseconds reach to the year 2286 and fit PostgreSQL's range; longer ones
    // would be a fault of the database.
    if (!values.get(0).matches("[0-9]{1,16}") || !OrderId.isOne(values.get(1))) {
      throw Cursor.refused();
    }
    Instant createdAt = Instant.EPOCH.plus(Long.parseLong(values.get(0)), ChronoUnit.MICROS);
    return new Position(createdAt, values.get(1));
  }

  private static ProblemException refused(String pointer, String detail) {
    return new ProblemException(
        ErrorCode.VALIDATION_FAILED,
        "A query parameter is not valid.",
        List.of(new Violation(pointer, detail)));
  }
}
