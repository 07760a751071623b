/**
 * A partner's key for a short-lived token (RFC 8693).
 *
 * <p>Owns the token endpoint, its errors (RFC 6749 §5.2) and the claims of a key's token. Does not
 * judge keys ({@code key}) nor hold signing keys ({@code signing}).
 */
@NullMarked
package io.gatehouse.auth.exchange;

import org.jspecify.annotations.NullMarked;
