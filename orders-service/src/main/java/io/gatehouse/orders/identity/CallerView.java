package io.gatehouse.orders.identity;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.gatehouse.guard.caller.Caller;
import io.gatehouse.guard.caller.Origin;
import java.time.Instant;
import java.util.SortedSet;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The {@link Caller} as it is told to itself.
 *
 * @param origin {@code user}, {@code delegated}, {@code partner}, {@code service} or {@code
 *     session}
 * @param keyId of a partner only, as is {@code environment}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Caller")
public record CallerView(
    String subject,
    String origin,
    String clientId,
    @Nullable String name,
    SortedSet<String> scopes,
    SortedSet<String> roles,
    Instant issuedAt,
    Instant expiresAt,
    @Nullable String keyId,
    @Nullable String environment) {

  static CallerView of(Caller caller) {
    Origin.@Nullable PartnerKey key =
        caller.origin() instanceof Origin.PartnerKey partner ? partner : null;
    return new CallerView(
        caller.subject(),
        caller.origin().label(),
        caller.clientId(),
        caller.name(),
        new TreeSet<>(caller.scopes()),
        new TreeSet<>(caller.roles()),
        caller.issuedAt(),
        caller.expiresAt(),
        key == null ? null : key.keyId(),
        key == null ? null : key.environment());
  }
}
