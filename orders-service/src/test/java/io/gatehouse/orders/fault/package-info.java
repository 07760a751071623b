/** What this service does while a part that it needs is away. */
@NullMarked
package io.gatehouse.orders.fault;

import org.jspecify.annotations.NullMarked;
