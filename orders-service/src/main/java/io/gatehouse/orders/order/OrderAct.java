package io.gatehouse.orders.order;

import java.util.Set;

/**
 * What can be done to an order once it is placed: from which states, and to which. Everything else
 * is a 409. Who may do it says {@link OrderPolicy}.
 *
 * <pre>
 * placed --pay--> paid --ship--> shipped
 *    `---cancel----'---> cancelled
 * </pre>
 */
enum OrderAct {
  PAY(Set.of(OrderStatus.PLACED), OrderStatus.PAID, "pay for", "paid for"),
  SHIP(Set.of(OrderStatus.PAID), OrderStatus.SHIPPED, "ship", "shipped"),
  /** Until it is on its way, an order can be called off. */
  CANCEL(
      Set.of(OrderStatus.PLACED, OrderStatus.PAID), OrderStatus.CANCELLED, "cancel", "cancelled");

  private final Set<OrderStatus> from;
  private final OrderStatus to;
  private final String verb;
  private final String participle;

  OrderAct(Set<OrderStatus> from, OrderStatus to, String verb, String participle) {
    this.from = from;
    this.to = to;
    this.verb = verb;
    this.participle = participle;
  }

  boolean isPossibleFrom(OrderStatus status) {
    return from.contains(status);
  }

  OrderStatus leadsTo() {
    return to;
  }

  /** For people: "pay for". */
  String verb() {
    return verb;
  }

  /** For people: "paid for". */
  String participle() {
    return participle;
  }
}
