package io.gatehouse.auth.keycloak;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keycloak's event store, oldest first: those kinds of events of which some turn somebody away. The
 * store says less than the listener, which looks up what it does not say.
 */
@Singleton
class StoredEvents {

  private static final int PAGE = 100;

  private static final List<String> USER_TYPES =
      List.of(
          "LOGOUT",
          "USER_SESSION_DELETED",
          "UPDATE_PASSWORD",
          "RESET_PASSWORD",
          "UPDATE_CREDENTIAL",
          "REMOVE_CREDENTIAL",
          "UPDATE_TOTP",
          "REMOVE_TOTP",
          "UPDATE_EMAIL",
          "DELETE_ACCOUNT",
          "USER_DISABLED_BY_PERMANENT_LOCKOUT",
          "REVOKE_GRANT",
          "REFRESH_TOKEN_ERROR");

  private static final List<String> OPERATIONS = List.of("DELETE", "UPDATE", "ACTION");

  private static final List<String> RESOURCES =
      List.of(
          "USER",
          "USER_SESSION",
          "CLIENT",
          "GROUP",
          "GROUP_MEMBERSHIP",
          "REALM",
          "REALM_ROLE",
          "CLIENT_ROLE",
          "REALM_ROLE_MAPPING",
          "CLIENT_ROLE_MAPPING");

  private final KeycloakAdmin keycloak;
  private final ObjectMapper json = new ObjectMapper();

  StoredEvents(KeycloakAdmin keycloak) {
    this.keycloak = keycloak;
  }

  /** One event: its id at Keycloak, and the act. */
  record Stored(String id, KeycloakAct act) {}

  /** All between two moments, by pages; both count. */
  void between(Instant from, Instant to, Consumer<List<Stored>> sink)
      throws KeycloakAdmin.Unanswered, InterruptedException {
    pages("/events?" + words("type", USER_TYPES), from, to, StoredEvents::byPerson, sink);
    pages(
        "/admin-events?"
            + words("operationTypes", OPERATIONS)
            + "&"
            + words("resourceTypes", RESOURCES),
        from,
        to,
        this::byAdministrator,
        sink);
  }

  private interface Reading {
    @Nullable Stored of(JsonNode event);
  }

  private void pages(
      String what, Instant from, Instant to, Reading reading, Consumer<List<Stored>> sink)
      throws KeycloakAdmin.Unanswered, InterruptedException {
    int first = 0;
    int got;
    do {
      JsonNode page =
          keycloak.get(
              what
                  + "&direction=asc&max="
                  + PAGE
                  + "&first="
                  + first
                  + "&dateFrom="
                  + from.toEpochMilli()
                  + "&dateTo="
                  + to.toEpochMilli());
      List<Stored> found = new ArrayList<>();
      for (JsonNode event : page) {
        Stored one = event.hasNonNull("id") ? reading.of(event) : null;
        if (one != null) {
          found.add(one);
        }
      }
      sink.accept(found);
      got = page.size();
      first += got;
    } while (got == PAGE);
  }

  private static String words(String name, List<String> values) {
    return name + "=" + String.join("&" + name + "=", values);
  }

  private static Stored byPerson(JsonNode event) {
    Map<String, Object> told = new HashMap<>();
    told.put("at", event.path("time").asLong());
    put(told, "type", event.path("type"));
    put(told, "user", event.path("userId"));
    put(told, "session", event.path("sessionId"));
    put(told, "client", event.path("clientId"));
    put(told, "reason", event.path("details").path("reason"));
    put(told, "revokedClient", event.path("details").path("revoked_client"));
    put(told, "tokenId", event.path("details").path("token_id"));
    return new Stored(event.path("id").asText(), new KeycloakAct(told));
  }

  /** Null for what Keycloak refused to do. */
  private @Nullable Stored byAdministrator(JsonNode event) {
    if (event.hasNonNull("error")) {
      return null;
    }
    Map<String, Object> told = new HashMap<>();
    told.put("at", event.path("time").asLong());
    put(told, "operation", event.path("operationType"));
    put(told, "resource", event.path("resourceType"));
    put(told, "path", event.path("resourcePath"));
    put(told, "by", event.path("authDetails").path("userId"));
    if (event.path("operationType").asText().equals("UPDATE")) {
      JsonNode as = representation(event);
      if (as.path("enabled").isBoolean() && !as.path("enabled").asBoolean()) {
        told.put("disabled", true);
      }
      if (event.path("resourceType").asText().equals("CLIENT")) {
        put(told, "clientName", as.path("clientId"));
      }
    }
    return new Stored(event.path("id").asText(), new KeycloakAct(told));
  }

  /** What the administrator sent. It can hold a secret: it is looked at, and not kept. */
  private JsonNode representation(JsonNode event) {
    try {
      return json.readTree(event.path("representation").asText("{}"));
    } catch (JsonProcessingException e) {
      return json.createObjectNode();
    }
  }

  private static void put(Map<String, Object> told, String name, JsonNode value) {
    if (value.isTextual()) {
      told.put(name, value.asText());
    }
  }
}
