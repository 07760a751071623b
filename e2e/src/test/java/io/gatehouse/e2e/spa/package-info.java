/**
 * The sample single-page app in a real Chromium.
 *
 * <p>Owns signing in at it, what it may never leave behind (tokens), and its journeys. Skipped
 * where there is no Chromium, or where the app was left out because there is no node.
 */
@NullMarked
package io.gatehouse.e2e.spa;

import org.jspecify.annotations.NullMarked;
