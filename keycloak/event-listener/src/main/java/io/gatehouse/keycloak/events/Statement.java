package io.gatehouse.keycloak.events;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
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
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Makes of an act what is sent: a security event token (RFC 8417) signed with the realm's own key,
 * so that no secret more is needed and auth-service believes it as it believes the realm. On the
 * way it ends the person's logins at Keycloak, in a transaction of its own.
 */
final class Statement implements Function<Act, @Nullable String> {

  static final String EVENT = "urn:gatehouse:event:keycloak-act";
  static final String AUDIENCE = "urn:gatehouse:keycloak-events";

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
    // Whatever can fail comes after this has committed: a retry finds the same logins named.
    Boolean counts =
        KeycloakModelUtils.runJobInTransactionWithResult(
            factory, session -> complete(session, act));
    return Boolean.TRUE.equals(counts)
        ? KeycloakModelUtils.runJobInTransactionWithResult(factory, session -> sign(session, act))
        : null;
  }

  private static boolean complete(KeycloakSession session, Act act) {
    RealmModel realm = session.realms().getRealm(act.realmId());
    if (realm == null) {
      return false;
    }
    session.getContext().setRealm(realm);
    nameClient(realm, act);
    nameMembers(session, realm, act);
    if (act.user() == null) {
      return true;
    }
    UserModel user = session.users().getUserById(realm, act.user());
    if (user == null) {
      return !act.onlyIfDisabled();
    }
    if (act.onlyIfDisabled() && user.isEnabled()) {
      return false;
    }
    act.told().put("disabled", !user.isEnabled());
    List<UserSessionModel> online =
        session.sessions().getUserSessionsStream(realm, user).filter(s -> ends(s, act)).toList();
    List<UserSessionModel> offline =
        session
            .sessions()
            .getOfflineUserSessionsStream(realm, user)
            .filter(s -> ends(s, act))
            .toList();
    if (!act.told().containsKey("sessions")) {
      act.told()
          .put(
              "sessions",
              Stream.concat(online.stream(), offline.stream())
                  .map(UserSessionModel::getId)
                  .distinct()
                  .toList());
    }
    online.forEach(login -> session.sessions().removeUserSession(realm, login));
    offline.forEach(login -> session.sessions().removeOfflineUserSession(realm, login));
    return true;
  }

  private static boolean ends(UserSessionModel login, Act act) {
    return !login.getId().equals(act.keptSession());
  }

  private static void nameClient(RealmModel realm, Act act) {
    if (!"CLIENT".equals(act.told().get("resource")) || act.told().containsKey("clientName")) {
      return;
    }
    String[] parts = String.valueOf(act.told().get("path")).split("/");
    ClientModel client = parts.length > 1 ? realm.getClientById(parts[1]) : null;
    if (client != null) {
      act.told().put("clientName", client.getClientId());
      act.told().put("disabled", !client.isEnabled());
    }
  }

  /** Who had a role by a group, and by the groups within it. */
  private static void nameMembers(KeycloakSession session, RealmModel realm, Act act) {
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
      act.told().put("members", members);
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
