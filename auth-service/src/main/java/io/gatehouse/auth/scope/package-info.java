/**
 * The scopes that may be given to partners.
 *
 * <p>Owns the list of what can be granted. Does not know who has been granted what ({@code
 * partner}, {@code key}), nor the scopes of people, which Keycloak gives.
 */
@NullMarked
package io.gatehouse.auth.scope;

import org.jspecify.annotations.NullMarked;
