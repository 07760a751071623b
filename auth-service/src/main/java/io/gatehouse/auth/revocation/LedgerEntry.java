package io.gatehouse.auth.revocation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One revocation as it stands in the ledger.
 *
 * @param client at which alone a session or a user is turned away; null for everywhere
 * @param issuedBefore what was issued before this is turned away; null: all, whenever issued
 * @param expiresAt no credential that this could concern lives longer; verifiers forget it then
 */
record LedgerEntry(
    long sequence,
    long epoch,
    Target target,
    String id,
    @Nullable String client,
    String reason,
    String requestedBy,
    Instant requestedAt,
    @Nullable Instant issuedBefore,
    Instant expiresAt) {}
