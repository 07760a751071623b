/**
 * PostgreSQL, Redis, Keycloak and our services as parts of a local stack.
 *
 * <p>Owns their commands, configuration and health checks, all for the local profile only.
 */
@NullMarked
package io.gatehouse.dev.part;

import org.jspecify.annotations.NullMarked;
