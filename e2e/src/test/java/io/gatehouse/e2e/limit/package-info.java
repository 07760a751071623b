/**
 * Rate limits over several replicas of a service, with the real Redis.
 *
 * <p>Owns what callers get together, whichever replica they meet. Does not test the algorithm:
 * {@code guard} does.
 */
@NullMarked
package io.gatehouse.e2e.limit;

import org.jspecify.annotations.NullMarked;
