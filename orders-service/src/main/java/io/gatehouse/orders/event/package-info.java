/**
 * What happens to orders, told as it happens to whoever may see it.
 *
 * <p>Owns the log of changes in PostgreSQL, in the order of their commits, and the streams over it
 * ({@code GET /v1/orders/events}). Does not change orders and does not decide who may see which:
 * {@link io.gatehouse.orders.order.OrderPolicy} does.
 *
 * <p>PostgreSQL's NOTIFY is for latency, a poll of the log for completeness. A stream is a position
 * in the log and holds no queue, so that a slow reader costs nobody memory.
 */
@NullMarked
package io.gatehouse.orders.event;

import org.jspecify.annotations.NullMarked;
