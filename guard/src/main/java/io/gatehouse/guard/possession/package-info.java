/**
 * Tokens that are worth nothing without a key: who presents one must prove that they hold it.
 *
 * <p>Owns the binding of a token ({@code cnf}, RFC 7800) and its two proofs: a signature for each
 * request (DPoP, RFC 9449) and the client certificate of the connection (RFC 8705). Does not verify
 * the token itself ({@code jwt}).
 */
@NullMarked
package io.gatehouse.guard.possession;

import org.jspecify.annotations.NullMarked;
