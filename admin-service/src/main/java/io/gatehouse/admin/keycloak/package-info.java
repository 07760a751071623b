/**
 * The realm, asked through Keycloak's admin API in this service's own name (client credentials).
 *
 * <p>Owns what it means for a page that Keycloak is away or knows nothing by that name. Does not
 * know what is asked.
 */
@NullMarked
package io.gatehouse.admin.keycloak;

import org.jspecify.annotations.NullMarked;
