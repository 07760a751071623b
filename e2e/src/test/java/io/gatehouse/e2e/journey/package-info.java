/**
 * One class for each way in, from login to work done, and to the door being shut.
 *
 * <p>Owns the journeys of the four kinds of callers, that run against any deployment by URL.
 */
@NullMarked
package io.gatehouse.e2e.journey;

import org.jspecify.annotations.NullMarked;
