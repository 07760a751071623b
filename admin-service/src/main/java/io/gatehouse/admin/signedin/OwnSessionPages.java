package io.gatehouse.admin.signedin;

import io.gatehouse.admin.page.Desk;
import io.gatehouse.admin.page.Frame;
import io.gatehouse.admin.session.OpenSession;
import io.gatehouse.admin.session.SessionCard;
import io.gatehouse.admin.session.SessionCookie;
import io.gatehouse.admin.session.SessionPolicy;
import io.gatehouse.admin.session.Sessions;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jboss.resteasy.reactive.RestPath;

/** One's own sessions. Each may be ended by whose it is, whatever their role. */
@Path("/sessions")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed({"admin", "support"})
@Blocking
class OwnSessionPages {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  @CheckedTemplate
  static class Templates {
    private Templates() {}

    static native TemplateInstance list(Frame frame, List<SignedIn> sessions);
  }

  private final Sessions sessions;
  private final SessionPolicy policy;
  private final LoginEnds logins;
  private final Desk desk;

  OwnSessionPages(Sessions sessions, SessionPolicy policy, LoginEnds logins, Desk desk) {
    this.sessions = sessions;
    this.policy = policy;
    this.logins = logins;
    this.desk = desk;
  }

  @GET
  public TemplateInstance list() {
    String current = desk.session().contents().handle();
    return Templates.list(
        desk.frame("My sessions", "sessions"),
        mine().stream()
            .map(c -> new SignedIn(c, policy.isFresh(c.authTime()), c.handle().equals(current)))
            .toList());
  }

  @POST
  @Path("/{handle: [0-9A-Za-z_-]{1,64}}/end")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response end(@RestPath String handle, RoutingContext request) {
    OpenSession session = desk.session();
    String sid =
        mine().stream()
            .filter(card -> card.handle().equals(handle))
            .findFirst()
            .map(SessionCard::sid)
            .orElse(null);
    boolean ended = sessions.end(session.contents().subject(), handle).await().atMost(PATIENCE);
    if (session.contents().handle().equals(handle)) {
      SessionCookie.clear(request);
      return Response.seeOther(URI.create("/logged-out")).build();
    }
    // A step-up leaves two sessions of one login for a moment: that login is still in use here.
    if (sid != null && !sid.equals(session.contents().sid())) {
      logins.end(sid);
    }
    return Response.seeOther(
            URI.create("/sessions?done=" + (ended ? "session-ended" : "session-gone")))
        .build();
  }

  private List<SessionCard> mine() {
    return sessions
        .ofPerson(desk.session().contents().subject())
        .await()
        .atMost(PATIENCE)
        .reversed();
  }
}
