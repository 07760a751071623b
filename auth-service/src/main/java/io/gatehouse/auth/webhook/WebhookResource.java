package io.gatehouse.auth.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatehouse.auth.listing.Page;
import io.gatehouse.auth.patch.MergePatch;
import io.gatehouse.guard.caller.Caller;
import io.quarkus.security.PermissionsAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.sql.SQLException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Who is told of events, for operators. */
@Path("/v1/webhooks")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Webhooks")
public class WebhookResource {

  private static final String ID = "{id: whk_[0-9a-f]{20}}";

  /** From which event on to deliver again; at most 1,000 at once. */
  public record Replay(@Min(1) long fromSequence) {}

  /**
   * @param deliveries how many events will be delivered
   */
  public record Replayed(int deliveries) {}

  private final Webhooks webhooks;
  private final WebhookStore store;
  private final DeliveryStore deliveries;
  private final Caller caller;

  WebhookResource(Webhooks webhooks, WebhookStore store, DeliveryStore deliveries, Caller caller) {
    this.webhooks = webhooks;
    this.store = store;
    this.deliveries = deliveries;
    this.caller = caller;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @PermissionsAllowed("keys:write")
  @Operation(summary = "Ask to be told of events; the answer alone shows the secret")
  @APIResponse(
      responseCode = "201",
      description = "Created",
      content = @Content(schema = @Schema(implementation = WebhookView.class)))
  public Response create(@Valid @NotNull WebhookSettings settings) throws SQLException {
    WebhookView hook = webhooks.create(settings, caller);
    return Response.created(URI.create("/v1/webhooks/" + hook.id()))
        .entity(hook)
        .header("Cache-Control", "no-store")
        .build();
  }

  @GET
  @PermissionsAllowed("keys:read")
  @Operation(summary = "List webhooks")
  public Page<WebhookView> list() throws SQLException {
    return new Page<>(store.all(null), null);
  }

  @GET
  @Path(ID)
  @PermissionsAllowed("keys:read")
  @Operation(summary = "Read a webhook")
  public WebhookView read(@RestPath String id) throws SQLException {
    return webhooks.read(id);
  }

  @PATCH
  @Path(ID)
  @Consumes({MergePatch.MEDIA_TYPE, MediaType.APPLICATION_JSON})
  @PermissionsAllowed("keys:write")
  @Operation(summary = "Change a webhook (JSON merge patch, RFC 7396)")
  public WebhookView change(@RestPath String id, JsonNode patch) throws SQLException {
    return webhooks.change(id, patch);
  }

  @DELETE
  @Path(ID)
  @PermissionsAllowed("keys:write")
  @Operation(summary = "Delete a webhook and the record of its deliveries")
  public void delete(@RestPath String id) throws SQLException {
    webhooks.delete(id);
  }

  @POST
  @Path(ID + "/rotate")
  @PermissionsAllowed("keys:write")
  @Operation(summary = "Give a webhook a new secret; the answer alone shows it")
  @APIResponse(
      responseCode = "200",
      description = "With its new secret",
      content = @Content(schema = @Schema(implementation = WebhookView.class)))
  public Response rotate(@RestPath String id) throws SQLException {
    return Response.ok(webhooks.rotate(id)).header("Cache-Control", "no-store").build();
  }

  @GET
  @Path(ID + "/deliveries")
  @PermissionsAllowed("keys:read")
  @Operation(summary = "List deliveries with their attempts, newest first")
  public Page<DeliveryView> deliveries(
      @RestPath String id,
      @RestQuery @Pattern(regexp = "[1-9][0-9]{0,17}") @Nullable String cursor,
      @RestQuery @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit)
      throws SQLException {
    webhooks.read(id);
    long before = cursor == null ? Long.MAX_VALUE : Long.parseLong(cursor);
    List<DeliveryView> rows = deliveries.page(id, before, limit);
    boolean more = rows.size() > limit;
    List<DeliveryView> shown = more ? rows.subList(0, limit) : rows;
    return new Page<>(shown, more ? shown.getLast().id() : null);
  }

  @POST
  @Path(ID + "/deliveries/{delivery: [1-9][0-9]{0,17}}/replay")
  @PermissionsAllowed("keys:write")
  @Operation(summary = "Deliver an event again")
  @APIResponse(responseCode = "202", description = "It will be delivered")
  public Response replay(@RestPath String id, @RestPath long delivery) throws SQLException {
    webhooks.replay(id, delivery);
    return Response.accepted().build();
  }

  @POST
  @Path(ID + "/replay")
  @Consumes(MediaType.APPLICATION_JSON)
  @PermissionsAllowed("keys:write")
  @Operation(summary = "Deliver again all events from a sequence on")
  public Replayed replayFrom(@RestPath String id, @Valid @NotNull Replay replay)
      throws SQLException {
    return new Replayed(webhooks.replayFrom(id, replay.fromSequence()));
  }
}
