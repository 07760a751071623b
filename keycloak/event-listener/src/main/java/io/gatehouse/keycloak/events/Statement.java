package io.gatehouse.keycloak.events;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.crypto.SignatureProvider;
import org.keycloak.jose.jws.JWSBuilder;
import org.keycloak.models.ClientModel;
import org.keycloak.models.GroupModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.models.UserSessionProvider;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Makes of an act what is sent: a security event token (RFC 8417) signed with the realm's own key,
 * so that no secret more is needed and auth-service believes it as it believes the realm. On the
 * way it ends the person's logins at Keycloak, in a transaction of its own.
 */
final class Statement implements Function<Act, @Nullable String> {

  static final String EVENT = "urn:gatehouse:event:keycloak-act";
  static final String AUDIENCE = "urn:gatehouse:keycloak-events";

  /** Told, too, and read by nobody: the act needs no looking up again. */
  private static final String COMPLETE = "complete";

  /** Of a larger group every member is turned away by turning away everybody. */
  private static final int MOST_MEMBERS = 500;

  private final KeycloakSessionFactory factory;
  private final String realms;

  /**
   * @param realms what an issuer's name begins with
   */
  Statement(KeycloakSessionFactory factory, String realms) {
    this.factory = factory;
    this.realms = realms;
  }

  /** Null if the act turned out to turn nobody away. */
  @Override
  public @Nullable String apply(Act act) {
    if (!act.told().containsKey(COMPLETE)) {
      Map<String, Object> found =
          KeycloakModelUtils.runJobInTransactionWithResult(
              factory, session -> complete(session, act));
      if (found == null) {
        return null;
      }
      // Committed: what is tried again from here on is telling, not ending.
      act.told().putAll(found);
      act.told().put(COMPLETE, true);
    }
    return KeycloakModelUtils.runJobInTransactionWithResult(factory, session -> sign(session, act));
  }

  /** What else is to be told; null if the act turns nobody away. */
  private static @Nullable Map<String, Object> complete(KeycloakSession session, Act act) {
    RealmModel realm = session.realms().getRealm(act.realmId());
    if (realm == null) {
      return null;
    }
    session.getContext().setRealm(realm);
    Map<String, Object> found = new HashMap<>();
    nameClient(realm, act, found);
    nameMembers(session, realm, act, found);
    UserModel user = act.user() == null ? null : session.users().getUserById(realm, act.user());
    if (act.onlyIfDisabled() && (user == null || user.isEnabled())) {
      return null;
    }
    if (user != null) {
      found.put("disabled", !user.isEnabled());
      found.put("sessions", end(session, realm, user, act));
    }
    return found;
  }

  /** The ids of the logins that this ends. */
  private static List<String> end(
      KeycloakSession session, RealmModel realm, UserModel user, Act act) {
    UserSessionProvider logins = session.sessions();
    List<UserSessionModel> online =
        logins.getUserSessionsStream(realm, user).filter(login -> ends(login, act)).toList();
    List<UserSessionModel> offline =
        logins.getOfflineUserSessionsStream(realm, user).filter(login -> ends(login, act)).toList();
    List<String> ids =
        Stream.concat(online.stream(), offline.stream())
            .map(UserSessionModel::getId)
            .distinct()
            .toList();
    online.forEach(login -> logins.removeUserSession(realm, login));
    offline.forEach(login -> logins.removeOfflineUserSession(realm, login));
    return ids;
  }

  /**
   * Not a login that began later. Of a person's own act not one in the same second either: it can
   * be the login of which the act was a part, as a password that had to be changed.
   */
  private static boolean ends(UserSessionModel login, Act act) {
    long at = ((Number) Objects.requireNonNull(act.told().get("at"))).longValue() / 1000;
    boolean own = act.told().containsKey("type");
    return !login.getId().equals(act.keptSession())
        && (own ? login.getStarted() < at : login.getStarted() <= at);
  }

  private static void nameClient(RealmModel realm, Act act, Map<String, Object> found) {
    if (!"CLIENT".equals(act.told().get("resource")) || act.told().containsKey("clientName")) {
      return;
    }
    String[] parts = String.valueOf(act.told().get("path")).split("/");
    ClientModel client = parts.length > 1 ? realm.getClientById(parts[1]) : null;
    if (client != null) {
      found.put("clientName", client.getClientId());
      found.put("disabled", !client.isEnabled());
    }
  }

  /** Who had a role by a group, and by the groups within it. */
  private static void nameMembers(
      KeycloakSession session, RealmModel realm, Act act, Map<String, Object> found) {
    String[] parts = String.valueOf(act.told().get("path")).split("/");
    if (parts.length < 3 || !parts[0].equals("groups") || !parts[2].equals("role-mappings")) {
      return;
    }
    List<String> members = new ArrayList<>();
    Deque<GroupModel> groups = new ArrayDeque<>();
    GroupModel first = session.groups().getGroupById(realm, parts[1]);
    if (first == null) {
      return;
    }
    groups.add(first);
    while (!groups.isEmpty() && members.size() <= MOST_MEMBERS) {
      GroupModel group = groups.remove();
      session
          .users()
          .getGroupMembersStream(realm, group, 0, MOST_MEMBERS + 1)
          .map(UserModel::getId)
          .forEach(members::add);
      group.getSubGroupsStream().forEach(groups::add);
    }
    if (members.size() <= MOST_MEMBERS) {
      found.put("members", members);
    }
  }

  private String sign(KeycloakSession session, Act act) {
    RealmModel realm = session.realms().getRealm(act.realmId());
    session.getContext().setRealm(realm);
    return new JWSBuilder()
        .type("secevent+jwt")
        .jsonContent(
            Map.of(
                "iss",
                realms + realm.getName(),
                "aud",
                AUDIENCE,
                "jti",
                act.id(),
                "iat",
                System.currentTimeMillis() / 1000,
                "events",
                Map.of(EVENT, act.told())))
        .sign(
            session
                .getProvider(SignatureProvider.class, realm.getDefaultSignatureAlgorithm())
                .signer());
  }
}
