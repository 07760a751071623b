/**
 * The people of the realm, read from Keycloak in this service's own name (client credentials).
 *
 * <p>Owns the search and its page. Changes nobody: the service account may only read.
 */
@NullMarked
package io.gatehouse.admin.people;

import org.jspecify.annotations.NullMarked;
