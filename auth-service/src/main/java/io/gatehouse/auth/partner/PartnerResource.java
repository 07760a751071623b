package io.gatehouse.auth.partner;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatehouse.auth.listing.Cursor;
import io.gatehouse.auth.listing.Page;
import io.gatehouse.auth.patch.MergePatch;
import io.gatehouse.auth.text.PlainText;
import io.gatehouse.guard.caller.Caller;
import io.gatehouse.guard.idempotency.IdempotencyKey;
import io.quarkus.security.PermissionsAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Partners, for operators. */
@Path("/v1/partners")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Partners")
public class PartnerResource {

  /** Text of another form is no id, and never reaches the database. */
  private static final String ID = "{id: [0-9A-Za-z_]{1,40}}";

  private final PartnerStore store;
  private final Partners partners;
  private final Caller caller;

  PartnerResource(PartnerStore store, Partners partners, Caller caller) {
    this.store = store;
    this.partners = partners;
    this.caller = caller;
  }

  @POST
  @PermissionsAllowed("keys:write")
  @Operation(
      summary = "Create a partner",
      description =
          "With an Idempotency-Key, a repeat within 24 hours creates no second partner and gets"
              + " the first one as it is now.")
  @Parameter(
      name = "Idempotency-Key",
      in = ParameterIn.HEADER,
      description = "1 to 255 visible ASCII characters",
      schema = @Schema(type = SchemaType.STRING, maxLength = 255))
  @APIResponse(
      responseCode = "201",
      description = "Created",
      content = @Content(schema = @Schema(implementation = PartnerView.class)))
  public Response create(@Valid @NotNull PartnerSettings settings, @Context HttpHeaders headers) {
    Partners.Created created =
        partners.create(
            settings, caller, IdempotencyKey.of(headers.getRequestHeader(IdempotencyKey.HEADER)));
    PartnerView partner = created.partner();
    Response.ResponseBuilder answer =
        Response.created(URI.create("/v1/partners/" + partner.id())).entity(partner);
    return created.now() ? answer.build() : answer.header(IdempotencyKey.REPLAYED, "true").build();
  }

  @GET
  @PermissionsAllowed("keys:read")
  @Operation(summary = "List partners, newest first")
  public Page<PartnerView> list(
      @RestQuery @Nullable String cursor,
      @RestQuery @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
      @RestQuery @Size(max = 100) @PlainText @Nullable String q) {
    List<Partner> rows = store.page(Cursor.parse(cursor), limit, q);
    return Page.of(rows, limit, PartnerView::of, row -> new Cursor(row.createdAt, row.id));
  }

  @GET
  @Path(ID)
  @PermissionsAllowed("keys:read")
  @Operation(summary = "Read a partner")
  public PartnerView read(@RestPath String id) {
    return store.present(id).map(PartnerView::of).orElseThrow(Partners::unknown);
  }

  @PATCH
  @Path(ID)
  @Consumes({MergePatch.MEDIA_TYPE, MediaType.APPLICATION_JSON})
  @PermissionsAllowed("keys:write")
  @Operation(summary = "Change a partner (JSON merge patch, RFC 7396)")
  public PartnerView change(@RestPath String id, JsonNode patch) {
    return partners.change(id, patch);
  }

  @DELETE
  @Path(ID)
  @PermissionsAllowed("keys:write")
  @Operation(summary = "Delete a partner: its keys stop working everywhere")
  public void delete(@RestPath String id) {
    partners.delete(id, "partner deleted");
  }
}
