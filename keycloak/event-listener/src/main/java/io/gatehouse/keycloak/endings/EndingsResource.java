package io.gatehouse.keycloak.endings;

import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.events.admin.OperationType;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.models.UserSessionProvider;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.services.managers.UserSessionManager;
import org.keycloak.services.resources.admin.AdminAuth;
import org.keycloak.services.resources.admin.AdminEventBuilder;

/**
 * Ends what began before a moment. Asking again ends nothing more, so that who is not sure whether
 * it was heard asks again.
 */
public final class EndingsResource {

  private static final Logger LOG = Logger.getLogger(EndingsResource.class);

  /** A role of the calling client itself, which its service account must have. */
  private static final String ROLE = "end-logins";

  private final KeycloakSession session;
  private final RealmModel realm;
  private final AdminAuth who;
  private final AdminEventBuilder events;

  EndingsResource(
      KeycloakSession session, RealmModel realm, AdminAuth who, AdminEventBuilder events) {
    this.session = session;
    this.realm = realm;
    this.who = who;
    this.events = events;
  }

  /**
   * What is to end.
   *
   * @param target {@code session}, {@code user} or {@code client}
   * @param id of the session or the user; the {@code clientId} of the client
   * @param before seconds since 1970: a person's logins that began earlier, a client's tokens that
   *     were issued earlier; nothing for one session
   * @param client of a user: what this client alone, by its {@code clientId}, has of the logins,
   *     which go on
   * @param except a login that goes on: the one in which the person did it themselves
   */
  public record Ending(
      @Nullable String target,
      @Nullable String id,
      @Nullable String client,
      long before,
      @Nullable String except) {}

  /** How many logins this ended; a client's tokens are not counted, they are dated. */
  public record Ended(int ended) {}

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public Ended end(Ending ending) {
    requireRole();
    String target = ending.target();
    String id = ending.id();
    String client = ending.client();
    if (target == null
        || id == null
        || ending.before() < 0
        || (client != null && !target.equals("user"))) {
      throw new BadRequestException();
    }
    int ended =
        switch (target) {
          case "session" -> endAll(loginsNamed(id));
          case "user" ->
              client == null
                  ? endAll(loginsOf(id, ending))
                  : detach(loginsOf(id, ending), client, ending.before());
          case "client" -> date(id, ending.before());
          default -> throw new BadRequestException();
        };
    // A kind of resource that the event listener does not report: auth-service knows already.
    events
        .resource("GATEHOUSE_ENDING")
        .operation(OperationType.ACTION)
        .resourcePath("gatehouse-endings", target, id)
        .success();
    LOG.debugf("gatehouse: %s %s turned away, %d logins ended", target, id, ended);
    return new Ended(ended);
  }

  private void requireRole() {
    RoleModel role = who.getClient() == null ? null : who.getClient().getRole(ROLE);
    if (role == null || !who.getRealm().equals(realm) || !who.getUser().hasRole(role)) {
      throw new ForbiddenException();
    }
  }

  private record Login(UserSessionModel model, boolean offline) {}

  private List<Login> loginsNamed(String id) {
    UserSessionProvider sessions = session.sessions();
    return Stream.concat(
            Stream.ofNullable(sessions.getUserSession(realm, id))
                .map(login -> new Login(login, false)),
            Stream.ofNullable(sessions.getOfflineUserSession(realm, id))
                .map(login -> new Login(login, true)))
        .toList();
  }

  private List<Login> loginsOf(String id, Ending ending) {
    UserModel user = session.users().getUserById(realm, id);
    if (user == null) {
      return List.of();
    }
    UserSessionProvider sessions = session.sessions();
    return Stream.concat(
            sessions.getUserSessionsStream(realm, user).map(login -> new Login(login, false)),
            sessions.getOfflineUserSessionsStream(realm, user).map(login -> new Login(login, true)))
        // What a client has of a login can be older or younger than the login: see detach.
        .filter(login -> ending.client() != null || login.model().getStarted() < ending.before())
        .filter(login -> !login.model().getId().equals(ending.except()))
        .toList();
  }

  /** As an administrator would: the other apps of the login are told on the back channel. */
  private int endAll(List<Login> logins) {
    KeycloakContext context = session.getContext();
    for (Login login : logins) {
      AuthenticationManager.backchannelLogout(
          session,
          realm,
          login.model(),
          context.getUri(),
          context.getConnection(),
          context.getHttpRequest().getHttpHeaders(),
          true,
          login.offline());
    }
    return logins.size();
  }

  /**
   * The client is told on the back channel, as when the person withdraws their consent, and can
   * refresh nothing. The login goes on for others.
   */
  private int detach(List<Login> logins, String clientId, long before) {
    ClientModel client = realm.getClientByClientId(clientId);
    if (client == null) {
      return 0;
    }
    KeycloakContext context = session.getContext();
    int ended = 0;
    for (Login login : logins) {
      AuthenticatedClientSessionModel part =
          login.model().getAuthenticatedClientSessionByClient(client.getId());
      if (part == null || part.getStarted() >= before) {
        continue;
      }
      ended++;
      if (login.offline()) {
        new UserSessionManager(session).revokeOfflineToken(login.model().getUser(), client);
      } else {
        AuthenticationManager.backchannelLogoutUserSessionFromClient(
            session,
            realm,
            login.model(),
            client,
            context.getUri(),
            context.getHttpRequest().getHttpHeaders());
      }
    }
    return ended;
  }

  /** Nothing that was issued to the client earlier is refreshed; the logins go on for others. */
  private int date(String clientId, long before) {
    ClientModel client = realm.getClientByClientId(clientId);
    int mark = Math.toIntExact(before);
    if (client != null && client.getNotBefore() < mark) {
      client.setNotBefore(mark);
    }
    return 0;
  }
}
