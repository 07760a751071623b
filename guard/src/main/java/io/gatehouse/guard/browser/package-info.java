/**
 * What browsers add to a request.
 *
 * <p>Owns what becomes of a page's {@code Origin} before CORS sees it. Does not decide which pages
 * may call: {@code quarkus.http.cors.origins} does. Forged forms are the dashboard's own matter.
 */
@NullMarked
package io.gatehouse.guard.browser;

import org.jspecify.annotations.NullMarked;
