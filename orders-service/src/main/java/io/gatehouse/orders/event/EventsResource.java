package io.gatehouse.orders.event;

import static org.eclipse.microprofile.openapi.annotations.enums.SchemaType.STRING;

import io.gatehouse.guard.caller.Caller;
import io.gatehouse.guard.problem.ErrorCode;
import io.gatehouse.guard.problem.ProblemException;
import io.gatehouse.guard.problem.Violation;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerResponse;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.sql.SQLException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code /v1/orders/events}: the changes of the orders that the caller may see, as they happen. */
@Path("/v1/orders/events")
@RequestScoped
@RunOnVirtualThread
@Tag(name = "orders")
public class EventsResource {

  private final Caller caller;
  private final EventStreams streams;

  EventsResource(Caller caller, EventStreams streams) {
    this.caller = caller;
    this.streams = streams;
  }

  @GET
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @PermissionsAllowed("orders:read")
  @Operation(
      operationId = "streamOrderEvents",
      summary = "Changes of the orders you may see, as they happen",
      description =
          "Events: created, paid, shipped, cancelled. It begins with open, at the present or behind"
              + " Last-Event-ID; reset says that what was missed is not kept any more. It ends with"
              + " revoked, expired, stale or closing, which says why.")
  @APIResponse(
      responseCode = "200",
      description = "Server-sent events; the data is JSON",
      content =
          @Content(
              mediaType = MediaType.SERVER_SENT_EVENTS,
              schema = @Schema(implementation = OrderEvent.View.class)))
  public void stream(
      @Parameter(
              description = "The id of the last event that was got",
              schema = @Schema(type = STRING, pattern = "[0-9]{1,18}"))
          @HeaderParam("Last-Event-ID")
          @Nullable String last,
      @Context SseEventSink sink,
      @Context Sse sse,
      @Context HttpServerResponse response)
      throws SQLException {
    Long position = last == null || last.isEmpty() ? null : position(last);
    response.putHeader("Cache-Control", "no-store");
    // nginx would hold events back until its buffer is full.
    response.putHeader("X-Accel-Buffering", "no");
    streams.open(caller, position, new SseReader(sse, sink, response));
  }

  private static Long position(String text) {
    if (!text.matches("[0-9]{1,18}")) {
      throw new ProblemException(
          ErrorCode.VALIDATION_FAILED,
          "A header is not valid.",
          List.of(new Violation("Last-Event-ID", "is not an id that this stream gave")));
    }
    return Long.valueOf(text);
  }
}
