/**
 * Asking about a credential (RFC 7662), and taking it back (RFC 7009).
 *
 * <p>Owns who may ask what, and what they are told. Does not judge credentials ({@code standing})
 * nor keep revocations ({@code revocation}).
 */
@NullMarked
package io.gatehouse.auth.introspection;

import org.jspecify.annotations.NullMarked;
