package io.gatehouse.orders.order;

import io.gatehouse.guard.caller.Caller;
import io.gatehouse.guard.problem.ErrorCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.List;

/** Pays for, ships or cancels an order. */
@ApplicationScoped
class ChangeOrder {

  private final Orders orders;
  private final Event<OrderChanged> changes;
  private final InstantSource clock;

  ChangeOrder(Orders orders, Event<OrderChanged> changes, InstantSource clock) {
    this.orders = orders;
    this.changes = changes;
    this.clock = clock;
  }

  /**
   * The checks go from what reveals least to what reveals most: sight, right, then state. State
   * comes before the entity tag, because a condition counts only where the request would otherwise
   * succeed (RFC 9110 §13.2.1).
   */
  @Transactional
  Order change(Caller caller, String id, OrderAct act, List<String> ifMatch) {
    Order order =
        orders
            .visibleForChange(OrderPolicy.sightOf(caller), id)
            .orElseThrow(OrdersResource::notFound);
    if (!OrderPolicy.may(caller, act, order.owner())) {
      throw ErrorCode.FORBIDDEN.because(
          "This caller may see the order, but not " + act.verb() + " it.");
    }
    if (ifMatch.isEmpty()) {
      throw ErrorCode.PRECONDITION_REQUIRED.because(
          "Send If-Match with the ETag of the order that you mean to " + act.verb() + ".");
    }
    if (!act.isPossibleFrom(order.status())) {
      throw ErrorCode.CONFLICT.because(
          "The order is "
              + order.status().label()
              + " and cannot be "
              + act.participle()
              + " in that state.");
    }
    if (!EntityTags.meant(ifMatch, EntityTags.of(order))) {
      throw ErrorCode.PRECONDITION_FAILED.because(
          "The order has changed since you read it. Read it again, then decide.");
    }
    order.apply(act);
    orders.flush(); // the new version, for the answer
    changes.fire(OrderChanged.now(order, clock.instant()));
    return order;
  }
}
