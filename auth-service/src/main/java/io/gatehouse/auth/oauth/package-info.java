/**
 * What all OAuth endpoints share: the form of a request, and of a refusal (RFC 6749 §5.2).
 *
 * <p>Owns how they are read and answered. Does not decide anything: each endpoint does.
 */
@NullMarked
package io.gatehouse.auth.oauth;

import org.jspecify.annotations.NullMarked;
