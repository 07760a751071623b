package io.gatehouse.orders.identity;

import io.gatehouse.guard.caller.Caller;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /v1/whoami}: open to every credential that is accepted at all, whatever its scopes. */
@Path("/v1/whoami")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "identity")
public class WhoAmIResource {

  private final Caller caller;

  WhoAmIResource(Caller caller) {
    this.caller = caller;
  }

  @GET
  @Authenticated
  @NonBlocking
  @Operation(operationId = "whoAmI", summary = "Who you are to this service")
  @APIResponse(
      responseCode = "200",
      description = "The caller",
      content = @Content(schema = @Schema(implementation = CallerView.class)))
  public Response whoAmI() {
    return Response.ok(CallerView.of(caller)).header(HttpHeaders.CACHE_CONTROL, "no-store").build();
  }
}
