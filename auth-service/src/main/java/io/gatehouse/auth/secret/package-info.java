/**
 * How a secret of this service is written in configuration.
 *
 * <p>Owns the three ways to write one and the check of its strength. Does not hold secrets: whoever
 * asks does. That production refuses demo secrets is checked by guard at start.
 */
@NullMarked
package io.gatehouse.auth.secret;

import org.jspecify.annotations.NullMarked;
