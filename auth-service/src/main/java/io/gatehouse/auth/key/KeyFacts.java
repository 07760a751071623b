package io.gatehouse.auth.key;

import io.gatehouse.guard.quota.Quota;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a key when it is presented.
 *
 * @param scopes the key's, without what its partner may not do now
 * @param quotas what each use of it is charged to
 * @param cidrs where it may be used from; empty for anywhere
 */
public record KeyFacts(
    String id,
    String partnerId,
    String environment,
    String name,
    Set<String> scopes,
    List<String> cidrs,
    List<Quota> quotas,
    boolean enabled,
    boolean revoked,
    @Nullable Instant expiresAt) {}
