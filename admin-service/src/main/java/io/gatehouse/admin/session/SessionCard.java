package io.gatehouse.admin.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a list of sessions shows: no token. Sealed under the service's own key, because a list is
 * made without the cookies of those it lists.
 *
 * @param acr level of the login, as the identity provider names it
 * @param authTime when the person last proved who they are
 */
public record SessionCard(
    String handle,
    String subject,
    String name,
    @Nullable String sid,
    @Nullable String acr,
    @Nullable Instant authTime,
    Instant began,
    Instant lastSeen,
    String address,
    String userAgent) {

  SessionCard seen(Instant now, String from, String agent) {
    return new SessionCard(handle, subject, name, sid, acr, authTime, began, now, from, agent);
  }
}
