package io.gatehouse.auth.key;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatehouse.auth.patch.MergePatch;
import io.gatehouse.auth.revocation.Receipts;
import io.gatehouse.auth.revocation.Target;
import io.gatehouse.auth.text.PlainText;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.RequestScoped;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** One API key, for operators. Text that has not the form of an id never reaches the database. */
@Path("/v1/keys/{id: [0-9A-Za-z]{16}}")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Keys")
public class KeyResource {

  /**
   * Why a key is revoked.
   *
   * @param reason read by operators and kept in the audit; no secret
   */
  public record Revocation(@NotBlank @Size(max = 500) @PlainText String reason) {}

  /**
   * How a key is rotated.
   *
   * @param gracePeriod how long the old secret lives on, from {@code PT0S} to 30 days
   * @param startsAtFirstUse whether that is counted from the first use of the new one; until then
   *     the old one lives as long as its key
   */
  public record Rotation(@Nullable Duration gracePeriod, @Nullable Boolean startsAtFirstUse) {}

  private final KeyReader reader;
  private final Keys keys;
  private final Receipts receipts;

  KeyResource(KeyReader reader, Keys keys, Receipts receipts) {
    this.reader = reader;
    this.keys = keys;
    this.receipts = receipts;
  }

  @GET
  @PermissionsAllowed("keys:read")
  @Operation(summary = "Read a key")
  @APIResponse(
      responseCode = "200",
      description = "The key, without its secret",
      content = @Content(schema = @Schema(implementation = KeyView.class)))
  public Response read(@RestPath String id) {
    return plain(reader.read(id));
  }

  @PATCH
  @Consumes({MergePatch.MEDIA_TYPE, MediaType.APPLICATION_JSON})
  @PermissionsAllowed("keys:write")
  @Operation(summary = "Change a key (JSON merge patch, RFC 7396)")
  @APIResponse(
      responseCode = "200",
      description = "The key after the change",
      content = @Content(schema = @Schema(implementation = KeyView.class)))
  public Response change(
      @RestPath String id,
      JsonNode patch,
      @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    return plain(keys.change(id, patch, new Precondition(ifMatch)));
  }

  @POST
  @Path("revoke")
  @PermissionsAllowed("keys:write")
  @Blocking
  @Operation(
      summary = "Revoke a key, for good and everywhere",
      description = "With wait=all: 200 when every live verifier has applied it, else 202.")
  @APIResponse(
      responseCode = "200",
      description = "The revoked key",
      content = @Content(schema = @Schema(implementation = KeyView.class)))
  @APIResponse(
      responseCode = "202",
      description = "The revoked key; Link names the receipt that is not complete yet",
      content = @Content(schema = @Schema(implementation = KeyView.class)))
  public Uni<Response> revoke(
      @RestPath String id,
      @Valid @NotNull Revocation revocation,
      @RestQuery @Pattern(regexp = "all") @Nullable String wait,
      @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    KeyView key = keys.revoke(id, revocation.reason(), new Precondition(ifMatch)).key();
    if (wait == null) {
      return Uni.createFrom().item(plain(key));
    }
    return receipts
        .whenAllApplied(Target.KEY, id)
        .map(receipt ->
            Response.fromResponse(plain(key))
                .status(receipt.complete() ? 200 : 202)
                .link("/v1/revocations/" + receipt.sequence(), "receipt")
                .build());
  }

  @POST
  @Path("rotate")
  @PermissionsAllowed("keys:write")
  @Operation(summary = "Give a key a new secret; the answer alone shows it")
  @APIResponse(
      responseCode = "200",
      description = "The key with its new secret",
      content = @Content(schema = @Schema(implementation = KeyWithSecret.class)))
  public Response rotate(
      @RestPath String id,
      @NotNull Rotation rotation,
      @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    boolean fromFirstUse = Boolean.TRUE.equals(rotation.startsAtFirstUse());
    return secret(
        Response.ok(),
        keys.rotate(id, rotation.gracePeriod(), fromFirstUse, new Precondition(ifMatch)));
  }

  @POST
  @Path("rotate/cancel")
  @PermissionsAllowed("keys:write")
  @Operation(
      summary = "Call a rotation off while both secrets live",
      description = "The new secret ends at once and everywhere; the old one lives on as before.")
  @APIResponse(
      responseCode = "200",
      description = "The key with its old secret",
      content = @Content(schema = @Schema(implementation = KeyView.class)))
  public Response cancelRotation(
      @RestPath String id, @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    return plain(keys.cancelRotation(id, new Precondition(ifMatch)));
  }

  private static Response plain(KeyView key) {
    return Response.ok(key).tag(key.tag()).build();
  }

  /** A shared cache or a browser's disk is no place for a key (RFC 9111 §5.2.2.5). */
  static Response secret(Response.ResponseBuilder response, KeyWithSecret key) {
    return response
        .entity(key)
        .tag(key.view().tag())
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }
}
