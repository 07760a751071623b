package io.gatehouse.admin.overview;

import io.gatehouse.admin.page.Desk;
import io.gatehouse.admin.page.Frame;
import io.gatehouse.admin.session.SessionCard;
import io.gatehouse.admin.session.Sessions;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** The first page of the desk. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed({"admin", "support"})
class OverviewPage {

  @CheckedTemplate
  static class Templates {
    private Templates() {}

    static native TemplateInstance overview(
        Frame frame, List<Parts.Part> parts, int sessions, SessionCard mine);
  }

  private final Parts parts;
  private final Sessions sessions;
  private final Desk desk;

  OverviewPage(Parts parts, Sessions sessions, Desk desk) {
    this.parts = parts;
    this.sessions = sessions;
    this.desk = desk;
  }

  @GET
  public Uni<TemplateInstance> show() {
    Frame frame = desk.frame("Overview", "overview");
    SessionCard mine = desk.session().card();
    return Uni.combine()
        .all()
        .unis(parts.all(), sessions.all())
        .asTuple()
        .map(both -> Templates.overview(frame, both.getItem1(), both.getItem2().size(), mine));
  }
}
