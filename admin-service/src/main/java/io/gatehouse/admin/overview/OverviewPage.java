package io.gatehouse.admin.overview;

import io.gatehouse.admin.page.Desk;
import io.gatehouse.admin.page.Frame;
import io.gatehouse.admin.session.Sessions;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.List;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The first page of the desk. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed({"admin", "support"})
class OverviewPage {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  @CheckedTemplate
  static class Templates {
    private Templates() {}

    static native TemplateInstance overview(
        Frame frame, List<Parts.Part> parts, int sessions, @Nullable Glance glance);
  }

  private final Parts parts;
  private final Glances glances;
  private final Sessions sessions;
  private final Desk desk;

  OverviewPage(Parts parts, Glances glances, Sessions sessions, Desk desk) {
    this.parts = parts;
    this.glances = glances;
    this.sessions = sessions;
    this.desk = desk;
  }

  @GET
  @Blocking
  public TemplateInstance show(@RestQuery @Nullable String span) {
    List<Parts.Part> asked = parts.all().await().atMost(PATIENCE);
    int open = sessions.all().await().atMost(PATIENCE).size();
    return Templates.overview(
        desk.frame("Overview", "overview"),
        asked,
        open,
        asked.stream().anyMatch(Parts.Part::keepsTheLedger)
            ? glances.of("day".equals(span))
            : null);
  }
}
