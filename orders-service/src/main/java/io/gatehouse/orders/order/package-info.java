/**
 * Orders: what they are, who may see and change them, and how they come and go.
 *
 * <p>Owns the order, its states and the one policy of access ({@link
 * io.gatehouse.orders.order.OrderPolicy}). Does not set prices ({@code catalog}) and does not know
 * how the caller was recognised.
 */
@NullMarked
package io.gatehouse.orders.order;

import org.jspecify.annotations.NullMarked;
