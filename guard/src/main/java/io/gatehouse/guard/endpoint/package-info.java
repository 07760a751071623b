/**
 * Which endpoints this service has: Quarkus REST knows and does not say.
 *
 * <p>For questions off the path of a good request. Decides nothing about any of them.
 */
@NullMarked
package io.gatehouse.guard.endpoint;

import org.jspecify.annotations.NullMarked;
