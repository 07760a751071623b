/**
 * The header by which a client says that a request is the same as one before.
 *
 * <p>Owns its form. Does not remember requests: each service does, in the transaction of what it
 * creates.
 */
@NullMarked
package io.gatehouse.guard.idempotency;

import org.jspecify.annotations.NullMarked;
