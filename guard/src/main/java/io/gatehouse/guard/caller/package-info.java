/**
 * Who is calling, whatever the credential was.
 *
 * <p>Owns {@link io.gatehouse.guard.caller.Caller} and the sealed {@link
 * io.gatehouse.guard.caller.Origin}. Does not read headers, cookies or claims: only the edge
 * ({@code credential}, {@code jwt}, {@code apikey}) does, and everything behind it takes a {@code
 * Caller}.
 */
@NullMarked
package io.gatehouse.guard.caller;

import org.jspecify.annotations.NullMarked;
