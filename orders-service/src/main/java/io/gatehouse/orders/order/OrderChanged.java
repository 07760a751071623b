package io.gatehouse.orders.order;

import java.time.Instant;

/**
 * Fired within the transaction that changed an order, after the change was written: who observes it
 * synchronously writes in the same transaction.
 */
public record OrderChanged(String id, Owner owner, OrderStatus status, long version, Instant at) {

  static OrderChanged now(Order order, Instant at) {
    return new OrderChanged(order.id(), order.owner(), order.status(), order.version(), at);
  }
}
