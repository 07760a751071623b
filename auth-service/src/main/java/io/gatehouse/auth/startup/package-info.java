/**
 * What must be settled before this service reaches for its database.
 *
 * <p>Owns the order of the start. Does not know what is wrong with a configuration: the guard's
 * checks do.
 */
@NullMarked
package io.gatehouse.auth.startup;

import org.jspecify.annotations.NullMarked;
