/**
 * Requests that no client should send, at every endpoint that the services document.
 *
 * <p>Owns the abuse of documented endpoints. Does not know an endpoint by name: it reads the
 * OpenAPI.
 */
@NullMarked
package io.gatehouse.e2e.badinput;

import org.jspecify.annotations.NullMarked;
