/**
 * What was done at Keycloak, made a fact of the ledger: pushed by the provider in {@code
 * keycloak/event-listener} as it happens. Each act counts once, by the id of its event.
 *
 * <p>Decides what an act turns away, and nothing else: the ledger decides where a mark stands.
 */
@NullMarked
package io.gatehouse.auth.keycloak;

import org.jspecify.annotations.NullMarked;
