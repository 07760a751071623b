/**
 * Forgets history that nobody looks at any more.
 *
 * <p>Owns how long it is kept. The audit, partners, keys and revocations are not history: they are
 * never removed here.
 */
@NullMarked
package io.gatehouse.auth.pruning;

import org.jspecify.annotations.NullMarked;
