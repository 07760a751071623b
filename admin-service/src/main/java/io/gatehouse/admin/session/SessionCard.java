package io.gatehouse.admin.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a list of sessions shows: no token. Sealed under the service's own key, because a list is
 * made without the cookies of those it lists.
 */
public record SessionCard(
    String handle,
    String subject,
    String name,
    @Nullable String sid,
    Instant began,
    Instant lastSeen,
    String address,
    String userAgent) {

  SessionCard seen(Instant now, String from, String agent) {
    return new SessionCard(handle, subject, name, sid, began, now, from, agent);
  }
}
