/**
 * orders-service as several processes, of which nobody can tell that they are.
 *
 * <p>Owns what replicas must know of each other. That each refuses who is turned away is in {@code
 * fault}, that a limit is one for all in {@code limit}.
 */
@NullMarked
package io.gatehouse.e2e.replica;

import org.jspecify.annotations.NullMarked;
