/**
 * What stands in for the parts around the dashboard in its own tests: an identity provider that
 * counts and can be told to fail, an auth-service with two partners, a Redis that can be cut off.
 * The real ones are met in {@code e2e}.
 */
@NullMarked
package io.gatehouse.admin.stand;

import org.jspecify.annotations.NullMarked;
