/**
 * The apps that act for people: OAuth clients of the realm, with who agreed to what.
 *
 * <p>Owns the pages and the order of an end: consents first, so that nothing new is issued, then
 * the ledger, so that what was issued stops. Keeps nothing. Does not change clients: whoever may do
 * that may make themselves anybody, so this service has no such right at Keycloak.
 */
@NullMarked
package io.gatehouse.admin.app;

import org.jspecify.annotations.NullMarked;
