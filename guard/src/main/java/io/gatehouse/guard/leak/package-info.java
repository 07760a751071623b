/**
 * Keys that leak before our eyes.
 *
 * <p>Owns that a key which came in an address is told to {@code auth-service}, behind the request's
 * back and within bounds. Does not refuse the request ({@code credential} does), nor say what
 * becomes of the key ({@code auth-service} does).
 */
@NullMarked
package io.gatehouse.guard.leak;

import org.jspecify.annotations.NullMarked;
