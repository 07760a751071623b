package io.gatehouse.orders.event;

import io.gatehouse.orders.order.OrderStatus;
import io.gatehouse.orders.order.Owner;
import io.gatehouse.orders.order.Sight;
import java.time.Instant;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One change of one order. */
record OrderEvent(
    long sequence, Kind kind, String orderId, Owner owner, long version, Instant occurredAt) {

  /** What happened. */
  enum Kind {
    CREATED,
    PAID,
    SHIPPED,
    CANCELLED;

    static Kind of(OrderStatus status) {
      return switch (status) {
        case PLACED -> CREATED;
        case PAID -> PAID;
        case SHIPPED -> SHIPPED;
        case CANCELLED -> CANCELLED;
      };
    }

    /** The name of the event on the stream. */
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  boolean isIn(Sight sight) {
    return switch (sight) {
      case Sight.Everything _ -> true;
      case Sight.OnlyOf(Owner only) -> owner.equals(only);
      case Sight.Nothing _ -> false;
    };
  }

  /**
   * The data of an event as clients see it. What the order is now, they read.
   *
   * @param version of the order, as in its ETag
   */
  @Schema(name = "OrderEvent")
  record View(String orderId, Owner owner, long version, Instant occurredAt) {}

  View view() {
    return new View(orderId, owner, version, occurredAt);
  }
}
