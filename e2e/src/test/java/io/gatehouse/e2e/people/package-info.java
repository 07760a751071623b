/**
 * People who log in at the real Keycloak, by plain HTTP as a browser would.
 *
 * <p>Owns the code flow, the device flow and tokens. Does not know what the tokens are good for.
 */
@NullMarked
package io.gatehouse.e2e.people;

import org.jspecify.annotations.NullMarked;
