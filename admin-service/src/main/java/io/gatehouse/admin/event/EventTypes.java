package io.gatehouse.admin.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The kinds of events, as auth-service names them (docs/events.md). */
final class EventTypes {

  static final List<String> ALL =
      List.of(
          "key.created",
          "key.rotated",
          "key.disabled",
          "key.enabled",
          "key.revoked",
          "key.leaked",
          "key.expiring",
          "key.unused",
          "key.old_secret_used");

  private EventTypes() {}

  /** The type if it is one; null for anything else, so that no filter is made of it. */
  static @Nullable String known(@Nullable String type) {
    return type != null && ALL.contains(type) ? type : null;
  }
}
