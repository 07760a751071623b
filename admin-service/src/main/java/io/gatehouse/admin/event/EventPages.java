package io.gatehouse.admin.event;

import io.gatehouse.admin.authservice.EventShapes.Event;
import io.gatehouse.admin.authservice.Events;
import io.gatehouse.admin.authservice.Shapes.Page;
import io.gatehouse.admin.page.Desk;
import io.gatehouse.admin.page.Frame;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What happened to keys, the newest first. */
@Path("/events")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed({"admin", "support"})
class EventPages {

  private static final int PAGE = 50;

  @CheckedTemplate
  static class Templates {
    private Templates() {}

    static native TemplateInstance list(
        Frame frame, Page<Event> events, List<String> types, String type, String key);
  }

  private final Events events;
  private final Desk desk;

  EventPages(@RestClient Events events, Desk desk) {
    this.events = events;
    this.desk = desk;
  }

  @GET
  public TemplateInstance list(
      @RestQuery @Nullable String type,
      @RestQuery @Nullable String key,
      @RestQuery @Nullable String cursor) {
    String kind = EventTypes.known(type);
    String of = Objects.requireNonNullElse(key, "").strip();
    return Templates.list(
        desk.frame("Events", "events"),
        events.events(kind, of.isEmpty() ? null : of, null, cursor, PAGE),
        EventTypes.ALL,
        Objects.requireNonNullElse(kind, ""),
        of);
  }
}
