package io.gatehouse.admin.page;

import io.gatehouse.admin.session.OpenSession;
import io.gatehouse.admin.session.SessionCard;
import io.gatehouse.admin.session.SessionCookie;
import io.gatehouse.admin.session.Sessions;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
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
import java.util.List;
import java.util.Objects;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** One's own sessions, and everybody's for who may see all. */
@Path("/sessions")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed({"admin", "support"})
class SessionPages {

  @CheckedTemplate
  static class Templates {
    private Templates() {}

    static native TemplateInstance list(
        Frame frame, List<SessionCard> sessions, String current, boolean everybody);
  }

  private final Sessions sessions;
  private final Desk desk;

  SessionPages(Sessions sessions, Desk desk) {
    this.sessions = sessions;
    this.desk = desk;
  }

  @GET
  public Uni<TemplateInstance> mine() {
    OpenSession session = desk.session();
    return sessions
        .ofPerson(session.contents().subject())
        .map(cards -> page("My sessions", cards, false));
  }

  @GET
  @Path("/all")
  public Uni<TemplateInstance> everybodys() {
    return sessions.all().map(cards -> page("All sessions", cards, true));
  }

  /** One's own may be ended by anyone, whatever their role: it is theirs. */
  @POST
  @Path("/{handle}/end")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Uni<Response> end(@RestPath String handle, RoutingContext request) {
    OpenSession session = desk.session();
    boolean thisOne = session.contents().handle().equals(handle);
    return sessions
        .end(session.contents().subject(), handle)
        .map(ended -> {
          if (thisOne) {
            SessionCookie.clear(request);
            return Response.seeOther(URI.create("/logged-out")).build();
          }
          return back("/sessions", ended);
        });
  }

  @POST
  @Path("/all/{handle}/end")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @RolesAllowed("admin")
  @FreshLogin
  public Uni<Response> endAnothers(@RestPath String handle, @RestForm @Nullable String subject) {
    return sessions
        .end(Objects.requireNonNullElse(subject, ""), handle)
        .map(ended -> back("/sessions/all", ended));
  }

  private TemplateInstance page(String title, List<SessionCard> cards, boolean everybody) {
    return Templates.list(
        desk.frame(title, "sessions"),
        cards.reversed(),
        desk.session().contents().handle(),
        everybody);
  }

  private static Response back(String path, boolean ended) {
    return Response.seeOther(
            URI.create(path + "?done=" + (ended ? "session-ended" : "session-gone")))
        .build();
  }
}
