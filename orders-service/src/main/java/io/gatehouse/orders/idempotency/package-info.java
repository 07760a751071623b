/**
 * The same request twice has one effect and one answer.
 *
 * <p>Owns the memory of first answers under the key that a client chose, for 24 hours. Does not
 * know what the request did.
 */
@NullMarked
package io.gatehouse.orders.idempotency;

import org.jspecify.annotations.NullMarked;
