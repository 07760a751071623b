package io.gatehouse.orders.order;

import io.gatehouse.orders.catalog.Money;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An order as clients see it. */
@Schema(name = "Order")
public record OrderView(
    String id,
    Owner owner,
    OrderStatus status,
    List<LineView> lines,
    Money total,
    @Nullable String note,
    Instant createdAt,
    long version) {

  /**
   * A line as clients see it.
   *
   * @param unitPrice of one, when it was ordered
   */
  @Schema(name = "OrderLine")
  public record LineView(String sku, int quantity, Money unitPrice) {}

  static OrderView of(Order order) {
    String currency = order.total().currency();
    return new OrderView(
        order.id(),
        order.owner(),
        order.status(),
        order.lines().stream()
            .map(line ->
                new LineView(line.sku(), line.quantity(), new Money(line.unitAmount(), currency)))
            .toList(),
        order.total(),
        order.note(),
        order.createdAt(),
        order.version());
  }
}
