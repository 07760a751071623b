/**
 * The realm's policy (keycloak/README.md), each rule tried at the real Keycloak and none read.
 *
 * <p>Owns what Keycloak itself must refuse. What the services make of its tokens is in journeys.
 */
@NullMarked
package io.gatehouse.e2e.realm;

import org.jspecify.annotations.NullMarked;
