/**
 * Bearer JWTs of the trusted issuers, verified here and remembered (RFC 7519, RFC 8725, RFC 9068).
 *
 * <p>Owns issuers, their key sets, verification and the memory of verified tokens. Does not know
 * what is revoked ({@code revocation}) nor what a caller may do.
 */
@NullMarked
package io.gatehouse.guard.jwt;

import org.jspecify.annotations.NullMarked;
