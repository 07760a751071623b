/**
 * How often keys are used, as all services report it.
 *
 * <p>Owns the history and what is shown of it. Does not count: {@code guard.usage} does, in every
 * service.
 */
@NullMarked
package io.gatehouse.auth.usage;

import org.jspecify.annotations.NullMarked;
