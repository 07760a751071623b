/**
 * What a long answer needs that a short one does not: to end when its caller may no longer have it.
 *
 * <p>Owns the watch over callers of open streams ({@link io.gatehouse.guard.stream.CallerWatch}).
 * Does not write to any connection and does not know what is streamed: a service waits for the
 * watch as it waits for its next event, and says why it ends.
 */
@NullMarked
package io.gatehouse.guard.stream;

import org.jspecify.annotations.NullMarked;
