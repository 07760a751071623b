/**
 * What can be bought, and for how much.
 *
 * <p>Owns items and their prices, the only source of a price. Does not know who orders them.
 */
@NullMarked
package io.gatehouse.orders.catalog;

import org.jspecify.annotations.NullMarked;
