package io.gatehouse.keycloak.events;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keycloak.events.Details;
import org.keycloak.events.Event;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.events.admin.OperationType;
import org.keycloak.events.admin.ResourceType;

/** Which of Keycloak's events turn somebody away. All others cost nothing but this question. */
final class Acts {

  private Acts() {}

  /** Null for what turns nobody away. */
  static @Nullable Act of(Event event) {
    Map<String, Object> told = new LinkedHashMap<>();
    boolean endsLogins = false;
    switch (event.getType()) {
      case LOGOUT, USER_SESSION_DELETED, REVOKE_GRANT, REFRESH_TOKEN_ERROR -> {}
      case UPDATE_PASSWORD,
          RESET_PASSWORD,
          UPDATE_CREDENTIAL,
          REMOVE_CREDENTIAL,
          UPDATE_TOTP,
          REMOVE_TOTP,
          UPDATE_EMAIL,
          DELETE_ACCOUNT,
          USER_DISABLED_BY_PERMANENT_LOCKOUT ->
          endsLogins = true;
      default -> {
        return null;
      }
    }
    told.put("id", event.getId());
    told.put("at", event.getTime());
    told.put("type", event.getType().name());
    put(told, "user", event.getUserId());
    put(told, "session", event.getSessionId());
    put(told, "client", event.getClientId());
    put(told, "error", event.getError());
    Map<String, String> details = event.getDetails() == null ? Map.of() : event.getDetails();
    put(told, "reason", details.get(Details.REASON));
    put(told, "revokedClient", details.get(Details.REVOKED_CLIENT));
    put(told, "tokenId", details.get(Details.TOKEN_ID));
    return new Act(
        event.getId(),
        event.getRealmId(),
        told,
        endsLogins ? event.getUserId() : null,
        event.getSessionId(),
        false);
  }

  /**
   * @param removedClient the name of the client that this removed, which afterwards nobody knows
   */
  static @Nullable Act of(AdminEvent event, @Nullable String removedClient) {
    ResourceType resource = event.getResourceType();
    OperationType operation = event.getOperationType();
    if (event.getError() != null || !counts(resource, operation)) {
      return null;
    }
    String path = event.getResourcePath();
    String[] parts = path.split("/");
    String part = parts.length > 2 ? parts[2] : "";
    boolean update = resource == ResourceType.USER && operation == OperationType.UPDATE;
    boolean endsLogins =
        resource == ResourceType.USER
            && parts.length > 1
            && (update
                || part.equals("reset-password")
                || part.equals("credentials")
                || part.equals("disable-credential-types"));
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("id", event.getId());
    told.put("at", event.getTime());
    told.put("operation", operation.name());
    told.put("resource", resource.name());
    told.put("path", path);
    put(told, "clientName", removedClient);
    if (event.getAuthDetails() != null) {
      put(told, "by", event.getAuthDetails().getUserId());
    }
    return new Act(
        event.getId(), event.getRealmId(), told, endsLogins ? parts[1] : null, null, update);
  }

  private static boolean counts(@Nullable ResourceType resource, OperationType operation) {
    if (resource == null || operation == OperationType.CREATE) {
      return false;
    }
    return switch (resource) {
      case USER, CLIENT -> true;
      case USER_SESSION,
          REALM,
          REALM_ROLE,
          CLIENT_ROLE,
          REALM_ROLE_MAPPING,
          CLIENT_ROLE_MAPPING,
          GROUP,
          GROUP_MEMBERSHIP ->
          operation == OperationType.DELETE || operation == OperationType.ACTION;
      default -> false;
    };
  }

  private static void put(Map<String, Object> told, String name, @Nullable String value) {
    if (value != null) {
      told.put(name, value);
    }
  }
}
