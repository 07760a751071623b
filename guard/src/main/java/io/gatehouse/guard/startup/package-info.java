/**
 * What must be right before a service takes its first request.
 *
 * <p>Owns the check at start in production, and the extension point for services with checks of
 * their own. Does not check what changes while the service runs: that is health.
 */
@NullMarked
package io.gatehouse.guard.startup;

import org.jspecify.annotations.NullMarked;
