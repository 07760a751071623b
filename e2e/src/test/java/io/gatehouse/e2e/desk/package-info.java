/**
 * The dashboard in a real Chromium.
 *
 * <p>Owns the browser, logging in with it, and what may never be seen in it: tokens. Does not
 * decide what a page should say.
 */
@NullMarked
package io.gatehouse.e2e.desk;

import org.jspecify.annotations.NullMarked;
