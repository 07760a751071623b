package io.gatehouse.admin.session;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a session holds under the key that only the cookie has.
 *
 * @param handle public name of the session: may be shown, opens nothing
 * @param sid the login's session at the identity provider
 * @param authTime when the person last proved who they are (OIDC Core §2); null if the provider did
 *     not say, which never passes for fresh
 * @param began when the session began; a renewed id keeps it
 */
public record SessionContents(
    String handle,
    String subject,
    String name,
    Set<String> roles,
    Set<String> scopes,
    @Nullable String sid,
    @Nullable String acr,
    @Nullable Instant authTime,
    Instant began,
    String address,
    String userAgent,
    Tokens tokens) {

  SessionContents with(Tokens next, Set<String> nextRoles, Set<String> nextScopes) {
    return new SessionContents(
        handle,
        subject,
        name,
        nextRoles,
        nextScopes,
        sid,
        acr,
        authTime,
        began,
        address,
        userAgent,
        next);
  }

  /** No token and no name in a log. */
  @Override
  public String toString() {
    return "session " + handle;
  }
}
