/**
 * A page that a stranger's web server guards by asking {@code auth-service}.
 *
 * <p>Owns the configuration in docs/forward-auth.md as it is written there. Does not test what
 * {@code GET /verify} decides: that is tested where it is built.
 */
@NullMarked
package io.gatehouse.e2e.forward;

import org.jspecify.annotations.NullMarked;
