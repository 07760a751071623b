/**
 * Serves the built single-page app on one's own machine, in a process of its own.
 *
 * <p>Owns which file answers which path, and the headers of {@code spa/headers.json} on each. Does
 * not build the app, and is not for production: there nginx does this, with the same headers.
 */
@NullMarked
package io.gatehouse.dev.site;

import org.jspecify.annotations.NullMarked;
