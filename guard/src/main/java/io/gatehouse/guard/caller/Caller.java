package io.gatehouse.guard.caller;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is calling: the one principal that every credential becomes at the edge.
 *
 * @param subject user id, partner id, or the service account's id; opaque, stable
 * @param clientId the OAuth client, or the key id for a partner
 * @param name for people to read (user name, key name); never to decide by
 * @param scopes what the credential may do, {@code orders:read} and the like
 * @param roles realm roles of the person; empty for partners, services and third-party apps
 * @param issuedAt when the credential was issued, in whole seconds as a JWT has it (RFC 7519
 *     §4.1.6)
 * @param expiresAt when it ends, at the latest
 */
public record Caller(
    String subject,
    Origin origin,
    String clientId,
    @Nullable String name,
    Set<String> scopes,
    Set<String> roles,
    Instant issuedAt,
    Instant expiresAt) {

  /** Under this name the security identity carries its {@code Caller}. */
  public static final String ATTRIBUTE = "gatehouse.caller";

  public Caller {
    scopes = Set.copyOf(scopes);
    roles = Set.copyOf(roles);
  }

  /** Whether the person has this realm role. */
  public boolean hasRole(String role) {
    return roles.contains(role);
  }
}
