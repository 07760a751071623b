/**
 * The people of the realm, read from Keycloak in this service's own name (client credentials).
 *
 * <p>Owns the search, the page of one person and what an operator does about them. What is done at
 * Keycloak is done in this service's name, what is done in the ledger in the operator's.
 */
@NullMarked
package io.gatehouse.admin.people;

import org.jspecify.annotations.NullMarked;
