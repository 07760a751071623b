/**
 * What happens to keys, for people and programs that want to know.
 *
 * <p>Owns the events, what makes them, and the outbox of their deliveries, written in the same
 * transaction. Does not deliver: {@code webhook} does.
 */
@NullMarked
package io.gatehouse.auth.event;

import org.jspecify.annotations.NullMarked;
