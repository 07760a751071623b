package io.gatehouse.auth.event;

import io.gatehouse.auth.audit.Audited;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes events of changes to keys, as they are audited and in the same transaction. */
@ApplicationScoped
class KeyChanges {

  private final EventLog events;

  KeyChanges(EventLog events) {
    this.events = events;
  }

  void audited(@Observes Audited change) throws SQLException {
    EventType type = type(change);
    if (type == null) {
      return;
    }
    Map<String, Object> data = new HashMap<>();
    for (String member :
        new String[] {"name", "environment", "revokeReason", "source", "unusedSince"}) {
      Object value = change.after() == null ? null : change.after().get(member);
      if (value instanceof String text) {
        data.put(member, text);
      }
    }
    events.append(type, change.targetId(), null, data);
  }

  private static @Nullable EventType type(Audited change) {
    return switch (change.action()) {
      case "key.create" -> EventType.CREATED;
      case "key.rotate" -> EventType.ROTATED;
      case "key.revoke" -> EventType.REVOKED;
      case "key.leaked" -> EventType.LEAKED;
      case "key.change" -> {
        boolean before = enabled(change.before());
        boolean after = enabled(change.after());
        if (before == after) {
          yield null;
        }
        yield after ? EventType.ENABLED : EventType.DISABLED;
      }
      // Changes to anything else, and to what a key is called, are in the audit alone.
      default -> null;
    };
  }

  private static boolean enabled(@Nullable Map<String, ?> key) {
    return key != null && Boolean.TRUE.equals(key.get("enabled"));
  }
}
