/**
 * The keys by which this service speaks for itself.
 *
 * <p>Owns the signing keys, their encryption at rest, their publication (RFC 7517) and the server's
 * metadata (RFC 8414). Does not decide what is signed: the exchange and the revocation feed do.
 */
@NullMarked
package io.gatehouse.auth.signing;

import org.jspecify.annotations.NullMarked;
