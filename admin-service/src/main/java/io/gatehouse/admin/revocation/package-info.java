/**
 * The pages about the way out: what was revoked, who has applied it, who is live.
 *
 * <p>Owns the form of a new revocation and the receipt that fills in while it is watched. Keeps
 * nothing: {@code auth-service} owns the ledger, and its receipts are the proof.
 */
@NullMarked
package io.gatehouse.admin.revocation;

import org.jspecify.annotations.NullMarked;
