/**
 * Measurements of the whole stack, for {@code ./gatehouse bench}; none of them is a test.
 *
 * <p>Owns how long it takes from a revocation until the last replica refuses. What a check costs is
 * measured in {@code bench/}.
 */
@NullMarked
package io.gatehouse.e2e.bench;

import org.jspecify.annotations.NullMarked;
