/**
 * Parts taken away while requests come in.
 *
 * <p>Owns what callers see when PostgreSQL, Redis or Keycloak is away, and that all heals by
 * itself.
 */
@NullMarked
package io.gatehouse.e2e.fault;

import org.jspecify.annotations.NullMarked;
