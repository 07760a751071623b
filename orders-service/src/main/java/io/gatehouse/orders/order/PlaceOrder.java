package io.gatehouse.orders.order;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatehouse.guard.caller.Caller;
import io.gatehouse.guard.caller.Origin;
import io.gatehouse.guard.idempotency.IdempotencyKey;
import io.gatehouse.guard.problem.ErrorCode;
import io.gatehouse.orders.idempotency.FirstReplies;
import io.gatehouse.orders.idempotency.FirstReplies.Claim;
import io.gatehouse.orders.idempotency.FirstReplies.Reply;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** A new order, once for each idempotency key. */
@ApplicationScoped
class PlaceOrder {

  private final Orders orders;
  private final Pricing pricing;
  private final FirstReplies replies;
  private final ObjectMapper json;
  private final Event<OrderChanged> changes;
  private final InstantSource clock;

  PlaceOrder(
      Orders orders,
      Pricing pricing,
      FirstReplies replies,
      ObjectMapper json,
      Event<OrderChanged> changes,
      InstantSource clock) {
    this.orders = orders;
    this.pricing = pricing;
    this.replies = replies;
    this.json = json;
    this.changes = changes;
    this.clock = clock;
  }

  /**
   * The claim of the key, the order and the kept answer are one transaction: a crash or a refusal
   * leaves none of them, and a retry starts afresh.
   */
  @Transactional
  Reply place(Caller caller, NewOrder wanted, @Nullable IdempotencyKey key) {
    Owner owner =
        OrderPolicy.ownerBehind(caller)
            .orElseThrow(() -> ErrorCode.FORBIDDEN.because("This caller may not place orders."));
    if (key == null) {
      return placeNow(owner, wanted);
    }
    FirstReplies.Scope scope =
        new FirstReplies.Scope(owner.kind().name(), owner.id(), appOf(caller), key);
    // Members in our order, without what a client's formatting adds: the same order is the same.
    return switch (replies.claim(scope, write(wanted))) {
      case Claim.Ours _ -> {
        Reply reply = placeNow(owner, wanted);
        replies.keep(scope, reply);
        yield reply;
      }
      case Claim.Answered(Reply reply) -> reply;
      case Claim.Reused _ ->
          throw ErrorCode.IDEMPOTENCY_KEY_REUSED.because(
              "This Idempotency-Key came with another body before. Use a new key for a new order.");
    };
  }

  private Reply placeNow(Owner owner, NewOrder wanted) {
    Pricing.Priced priced = pricing.price(wanted.lines());
    Order order =
        new Order(
            OrderId.next(),
            owner,
            priced.lines(),
            priced.total(),
            wanted.note(),
            clock.instant().truncatedTo(ChronoUnit.MICROS));
    orders.persistAndFlush(order);
    changes.fire(OrderChanged.now(order, order.createdAt()));
    return new Reply("/v1/orders/" + order.id(), EntityTags.of(order), write(OrderView.of(order)));
  }

  /** A partner may repeat a request with its other key; two apps of a user are strangers. */
  private static String appOf(Caller caller) {
    return caller.origin() instanceof Origin.PartnerKey ? "" : caller.clientId();
  }

  private String write(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
