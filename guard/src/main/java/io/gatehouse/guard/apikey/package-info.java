/**
 * Partner API keys at the edge of a service: their form, and their exchange for a JWT.
 *
 * <p>Owns the written form with its checksum, and the exchange with {@code auth-service} (RFC
 * 8693). Does not store keys and cannot tell a good secret from a wrong one: {@code auth-service}
 * does.
 */
@NullMarked
package io.gatehouse.guard.apikey;

import org.jspecify.annotations.NullMarked;
