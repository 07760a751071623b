package io.gatehouse.auth.event;

import io.gatehouse.auth.listing.Page;
import io.gatehouse.auth.text.PlainText;
import io.quarkus.security.PermissionsAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What happened to keys, for operators and support. */
@Path("/v1/events")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Events")
public class EventResource {

  private final EventLog events;

  EventResource(EventLog events) {
    this.events = events;
  }

  @GET
  @PermissionsAllowed("keys:read")
  @Operation(summary = "List events, newest first")
  public Page<EventView> list(
      @RestQuery @Pattern(regexp = "[1-9][0-9]{0,17}") @Nullable String cursor,
      @RestQuery @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
      @RestQuery @Pattern(regexp = EventType.PATTERN) @Nullable String type,
      @RestQuery @Size(max = 100) @PlainText @Nullable String keyId,
      @RestQuery @Size(max = 100) @PlainText @Nullable String partnerId)
      throws SQLException {
    long before = cursor == null ? Long.MAX_VALUE : Long.parseLong(cursor);
    List<EventView> rows = events.page(before, limit, type, keyId, partnerId);
    boolean more = rows.size() > limit;
    List<EventView> shown = more ? rows.subList(0, limit) : rows;
    return new Page<>(shown, more ? Long.toString(shown.getLast().sequence()) : null);
  }
}
