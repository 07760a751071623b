/**
 * The launcher: the whole stack on one machine without containers.
 *
 * <p>Owns how the parts are started, watched and stopped. Knows nothing of what they do.
 */
@NullMarked
package io.gatehouse.dev;

import org.jspecify.annotations.NullMarked;
