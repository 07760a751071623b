package io.gatehouse.auth.key;

import io.gatehouse.auth.listing.Cursor;
import io.gatehouse.auth.listing.Page;
import io.gatehouse.guard.caller.Caller;
import io.gatehouse.guard.idempotency.IdempotencyKey;
import io.quarkus.security.PermissionsAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** The API keys of a partner, for operators. */
@Path("/v1/partners/{id: [0-9A-Za-z_]{1,40}}/keys")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Keys")
public class PartnerKeysResource {

  private final KeyReader reader;
  private final Keys keys;
  private final Caller caller;

  PartnerKeysResource(KeyReader reader, Keys keys, Caller caller) {
    this.reader = reader;
    this.keys = keys;
    this.caller = caller;
  }

  @POST
  @PermissionsAllowed("keys:write")
  @Operation(
      summary = "Create a key; the answer alone shows it",
      description =
          "With an Idempotency-Key, a repeat within 24 hours creates no second key. It gets the key"
              + " as it is now, without its secret, which is stored nowhere: if the first answer"
              + " was lost, rotate with gracePeriod PT0S.")
  @Parameter(
      name = "Idempotency-Key",
      in = ParameterIn.HEADER,
      description = "1 to 255 visible ASCII characters",
      schema = @Schema(type = SchemaType.STRING, maxLength = 255))
  @APIResponse(
      responseCode = "201",
      description = "Created",
      headers =
          @Header(
              name = IdempotencyKey.REPLAYED,
              description = "true for a repeat",
              schema = @Schema(type = SchemaType.STRING)),
      content = @Content(schema = @Schema(implementation = KeyWithSecret.class)))
  public Response create(
      @RestPath String id, @Valid @NotNull NewKey key, @Context HttpHeaders headers) {
    IdempotencyKey once = IdempotencyKey.of(headers.getRequestHeader(IdempotencyKey.HEADER));
    return switch (keys.create(id, key, caller, once)) {
      case Keys.Created.Now(KeyWithSecret made) ->
          KeyResource.secret(Response.created(location(made.view())), made);
      case Keys.Created.Before(KeyView made) ->
          Response.created(location(made))
              .entity(made)
              .tag(made.tag())
              .header(HttpHeaders.CACHE_CONTROL, "no-store")
              .header(IdempotencyKey.REPLAYED, "true")
              .build();
    };
  }

  private static URI location(KeyView key) {
    return URI.create("/v1/keys/" + key.id());
  }

  @GET
  @PermissionsAllowed("keys:read")
  @Operation(summary = "List a partner's keys, newest first")
  public Page<KeyView> list(@RestPath String id, @Valid @BeanParam KeyQuery query) {
    return reader.pageOf(id, Cursor.parse(query.cursor), query.limit, query.filter(id));
  }
}
