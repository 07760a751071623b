/**
 * The programs in {@code samples/}, run as a reader of them would.
 *
 * <p>Owns that they work against the stack and keep their secrets. insights-app is tried in the
 * browser, with the single-page app.
 */
@NullMarked
package io.gatehouse.e2e.samples;

import org.jspecify.annotations.NullMarked;
