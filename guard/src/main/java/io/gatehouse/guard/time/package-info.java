/**
 * Where the time comes from: an {@link java.time.InstantSource} to inject, so that a test can turn
 * the clock.
 *
 * <p>Owns the default bean. Owns no rule about expiry: those live beside what expires.
 */
@NullMarked
package io.gatehouse.guard.time;

import org.jspecify.annotations.NullMarked;
