/**
 * A stack of parts: where it is kept, in which order it starts, what is recorded of it.
 *
 * <p>Owns the state of each part and its recovery. Does not know what a part is made of.
 */
@NullMarked
package io.gatehouse.dev.stack;

import org.jspecify.annotations.NullMarked;
