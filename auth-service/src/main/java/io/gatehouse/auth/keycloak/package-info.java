/**
 * What was done at Keycloak, made a fact of the ledger: pushed by the provider in {@code
 * keycloak/event-listener} as it happens, told on the back channel when a login ends, and read from
 * Keycloak's event store for what was missed. Each act counts once, by the id of its event.
 *
 * <p>The other way round, ends the logins at Keycloak of whom was turned away here.
 *
 * <p>Decides what an act turns away, and nothing else: the ledger decides where a mark stands.
 */
@NullMarked
package io.gatehouse.auth.keycloak;

import org.jspecify.annotations.NullMarked;
