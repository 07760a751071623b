package io.gatehouse.auth.signing;

import io.gatehouse.auth.listing.Page;
import io.quarkus.security.PermissionsAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The keys that sign this server's tokens, for operators. */
@Path("/v1/signing-keys")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Signing keys")
public class SigningKeyResource {

  private final SigningKeyStore store;
  private final SigningKeys keys;
  private final RotationPolicy policy;

  SigningKeyResource(SigningKeyStore store, SigningKeys keys, SigningConfig config) {
    this.store = store;
    this.keys = keys;
    this.policy = new RotationPolicy(config);
  }

  /** What the page looks like, for the document: it cannot say of what a page is. */
  @Schema(name = "SigningKeys")
  private record Keys(List<SigningKeyView> items, @Nullable String nextCursor) {}

  @GET
  @PermissionsAllowed("keys:read")
  @Operation(summary = "List signing keys, oldest first; never their private half")
  public Page<SigningKeyView> list() {
    return new Page<>(
        store.all().stream().map(key -> SigningKeyView.of(key, policy)).toList(), null);
  }

  @POST
  @Path("rotate")
  @PermissionsAllowed("keys:write")
  @Operation(
      summary = "Begin a rotation",
      description =
          "The next key is published now and signs when every verifier has it; the old one stays"
              + " published until its last token is dead. Asked again meanwhile: 200, no second.")
  @APIResponse(
      responseCode = "202",
      description = "The rotation began; the keys as they are now",
      content = @Content(schema = @Schema(implementation = Keys.class)))
  @APIResponse(
      responseCode = "200",
      description = "One was under way; the keys as they are now",
      content = @Content(schema = @Schema(implementation = Keys.class)))
  public Response rotate() {
    return Response.status(keys.rotate() ? 202 : 200).entity(list()).build();
  }
}
