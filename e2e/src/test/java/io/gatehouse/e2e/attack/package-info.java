/**
 * Credentials that somebody made or took, at the door of every service.
 *
 * <p>Owns what each service does with a bad credential that comes over the network, against the
 * real Keycloak and auth-service. What an attack looks like in every detail is in testkit's {@code
 * CredentialSuite}, which each service runs in its own build.
 */
@NullMarked
package io.gatehouse.e2e.attack;

import org.jspecify.annotations.NullMarked;
