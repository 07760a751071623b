/**
 * Runs inside Keycloak: tells {@code auth-service} what was done that turns somebody away, after
 * Keycloak has committed it, and ends the logins that Keycloak would let go on. Never slows or
 * fails what it reports: what cannot be delivered is dropped and counted.
 *
 * <p>Decides nothing about tokens: what an act revokes is {@code auth-service}'s to say.
 */
@NullMarked
package io.gatehouse.keycloak.events;

import org.jspecify.annotations.NullMarked;
