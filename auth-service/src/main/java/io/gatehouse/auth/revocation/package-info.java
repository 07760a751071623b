/**
 * What has been revoked, and when: the ledger, and the feed that tells every verifier.
 *
 * <p>Owns the sequence of revocations and its delivery. Does not decide what to revoke: keys,
 * partners, operators and Keycloak do, through {@link
 * io.gatehouse.auth.revocation.RevocationLedger}.
 */
@NullMarked
package io.gatehouse.auth.revocation;

import org.jspecify.annotations.NullMarked;
