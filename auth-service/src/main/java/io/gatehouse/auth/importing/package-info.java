/**
 * Keys from another system, taken over by their hashes.
 *
 * <p>Owns which hashes are understood, how a text of another form finds its key, and the batch.
 * Does not own the keys, which are like any other once they are in ({@code key}).
 */
@NullMarked
package io.gatehouse.auth.importing;

import org.jspecify.annotations.NullMarked;
