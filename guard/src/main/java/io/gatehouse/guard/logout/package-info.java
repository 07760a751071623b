/**
 * Logout tokens (OpenID Connect Back-Channel Logout 1.0): whether the realm says, just now, that a
 * login of one of our clients has ended.
 *
 * <p>Owns the checks of §2.6 but one: whether a token came before is for the service to remember,
 * where all its replicas see it. Decides nothing about what a logout ends.
 */
@NullMarked
package io.gatehouse.guard.logout;

import org.jspecify.annotations.NullMarked;
