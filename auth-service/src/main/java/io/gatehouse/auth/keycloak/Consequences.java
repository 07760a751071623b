package io.gatehouse.auth.keycloak;

import io.gatehouse.auth.revocation.Target;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What each act at Keycloak turns away; docs/keycloak-events.md is this table for people. Where an
 * act concerns people that it does not name, it concerns everybody: a token too many is fetched
 * anew, one too few lets somebody in.
 */
final class Consequences {

  private final String realm;

  /**
   * @param realm the name of the realm
   */
  Consequences(String realm) {
    this.realm = realm;
  }

  /** Nothing for an act that turns nobody away. */
  List<Consequence> of(KeycloakAct act) {
    String type = act.type();
    return type == null ? byAdministrator(act) : byPerson(type, act);
  }

  private List<Consequence> byPerson(String type, KeycloakAct act) {
    String user = act.text("user");
    return switch (type) {
      case "LOGOUT", "USER_SESSION_DELETED" -> session(act.text("session"), "logged out");
      case "UPDATE_PASSWORD", "RESET_PASSWORD" -> ending(user, "password changed", act);
      case "UPDATE_CREDENTIAL", "REMOVE_CREDENTIAL", "UPDATE_TOTP", "REMOVE_TOTP" ->
          ending(user, "credential changed", act);
      case "UPDATE_EMAIL" -> ending(user, "e-mail address changed", act);
      case "DELETE_ACCOUNT" -> deleted(user);
      case "USER_DISABLED_BY_PERMANENT_LOCKOUT" -> ending(user, "locked out", act);
      case "REVOKE_GRANT" -> {
        String token = act.text("tokenId");
        yield token == null
            ? atClient(user, act.text("revokedClient"), "consent or refresh token taken back", act)
            : List.of(Consequence.of(Target.TOKEN, token, "token revoked"));
      }
      case "REFRESH_TOKEN_ERROR" ->
          replayed(act) ? session(act.text("session"), "refresh token replayed") : List.of();
      default -> List.of();
    };
  }

  /** Keycloak says it in words alone. */
  private static boolean replayed(KeycloakAct act) {
    String reason = act.text("reason");
    return reason != null
        && (reason.contains("Stale token") || reason.contains("refresh token reuse"));
  }

  private List<Consequence> byAdministrator(KeycloakAct act) {
    String resource = act.text("resource");
    String path = act.text("path");
    if (resource == null || path == null) {
      return List.of();
    }
    String[] parts = path.split("/");
    String id = parts.length > 1 ? parts[1] : "";
    String part = parts.length > 2 ? parts[2] : "";
    boolean delete = "DELETE".equals(act.text("operation"));
    return switch (resource) {
      case "USER" -> ofUser(act, id, part, delete);
      case "USER_SESSION" -> delete ? session(id, "session ended by an administrator") : List.of();
      case "CLIENT" -> ofClient(act, part, delete);
      case "GROUP_MEMBERSHIP" -> delete ? user(id, "removed from a group", act) : List.of();
      case "REALM_ROLE_MAPPING", "CLIENT_ROLE_MAPPING" ->
          delete ? ofRoleMapping(act, parts[0], id) : List.of();
      case "GROUP" -> delete ? everybody("group deleted") : List.of();
      case "REALM_ROLE", "CLIENT_ROLE" ->
          delete ? everybody("role deleted or taken out of another") : List.of();
      case "REALM" ->
          path.equals("logout-all") || path.equals("push-revocation")
              ? everybody("everybody logged out")
              : List.of();
      default -> List.of();
    };
  }

  private static List<Consequence> ofUser(KeycloakAct act, String id, String part, boolean delete) {
    return switch (part) {
      case "" -> {
        if (delete) {
          yield deleted(id);
        }
        yield act.is("disabled") ? ending(id, "user disabled", act) : List.of();
      }
      case "reset-password" -> ending(id, "password set by an administrator", act);
      case "credentials", "disable-credential-types" ->
          ending(id, "credential removed by an administrator", act);
      case "logout" -> user(id, "logged out by an administrator", act);
      case "consents" ->
          atClient(id, clientOfConsent(act), "consent taken back by an administrator", act);
      default -> List.of();
    };
  }

  private List<Consequence> ofClient(KeycloakAct act, String part, boolean delete) {
    String why =
        switch (part) {
          case "" -> delete ? "client deleted" : act.is("disabled") ? "client disabled" : "";
          case "client-secret" -> "client's secret rotated";
          case "push-revocation" -> "client's tokens revoked";
          default -> "";
        };
    if (why.isEmpty()) {
      return List.of();
    }
    String client = act.text("clientName");
    return client == null
        ? everybody(why + ", which one is not known")
        : List.of(Consequence.of(Target.CLIENT, client, why));
  }

  private List<Consequence> ofRoleMapping(KeycloakAct act, String kind, String id) {
    if (kind.equals("users")) {
      return user(id, "role removed", act);
    }
    List<String> members = act.list("members");
    return members == null
        ? everybody("role removed from a group")
        : members.stream()
            .map(member -> Consequence.of(Target.USER, member, "role removed from a group"))
            .toList();
  }

  private static List<Consequence> session(@Nullable String id, String why) {
    return id == null ? List.of() : List.of(Consequence.of(Target.SESSION, id, why));
  }

  /** Of the person what this client has; all, if it is not named. */
  private static List<Consequence> atClient(
      @Nullable String user, @Nullable String client, String why, KeycloakAct act) {
    return user == null || client == null
        ? user(user, why, act)
        : List.of(Consequence.atClient(Target.USER, user, client, why));
  }

  /** {@code users/ID/consents/CLIENT}; a client's id may have slashes. */
  private static @Nullable String clientOfConsent(KeycloakAct act) {
    String[] parts = String.valueOf(act.text("path")).split("/", 4);
    return parts.length == 4 && !parts[3].isBlank() ? parts[3] : null;
  }

  /** Keycloak ends what has to end, if anything. */
  private static List<Consequence> user(@Nullable String id, String why, KeycloakAct act) {
    return user(id, why, act, false);
  }

  /** Keycloak lets the person's logins go on. */
  private static List<Consequence> ending(@Nullable String id, String why, KeycloakAct act) {
    return user(id, why, act, true);
  }

  private static List<Consequence> user(
      @Nullable String id, String why, KeycloakAct act, boolean endsLogins) {
    if (id == null) {
      return List.of();
    }
    List<String> sessions = act.list("sessions");
    Set<String> named = sessions == null ? null : new LinkedHashSet<>(sessions);
    return List.of(new Consequence(Target.USER, id, null, why, named, false, endsLogins));
  }

  private static List<Consequence> deleted(@Nullable String user) {
    return user == null
        ? List.of()
        : List.of(new Consequence(Target.USER, user, null, "user deleted", null, true, false));
  }

  private List<Consequence> everybody(String why) {
    return List.of(Consequence.of(Target.REALM, realm, why));
  }
}
