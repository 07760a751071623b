/**
 * The domain that the suite guards: a catalog, and orders of it.
 *
 * <p>Owns what an order is and who may see or change one. Does not know how a caller proved who it
 * is: {@code guard} hands every request a {@link io.gatehouse.guard.caller.Caller}.
 */
@NullMarked
package io.gatehouse.orders;

import org.jspecify.annotations.NullMarked;
