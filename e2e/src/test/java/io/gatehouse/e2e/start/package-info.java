/**
 * Services that must not start.
 *
 * <p>Owns the refusal of a production start. Does not use the running deployment: it runs a
 * service's packaged program by itself.
 */
@NullMarked
package io.gatehouse.e2e.start;

import org.jspecify.annotations.NullMarked;
