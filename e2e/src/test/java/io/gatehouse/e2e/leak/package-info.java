/**
 * Keys that leak.
 *
 * <p>Owns that what a service saw reaches {@code auth-service} and its audit. Does not test reports
 * from outside: {@code auth-service} does.
 */
@NullMarked
package io.gatehouse.e2e.leak;

import org.jspecify.annotations.NullMarked;
