package io.gatehouse.auth.revocation;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.gatehouse.guard.caller.Caller;
import io.gatehouse.guard.caller.Origin;
import io.gatehouse.guard.problem.ErrorCode;
import io.gatehouse.guard.revocation.Feed;
import io.quarkus.security.Authenticated;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Revocations: ask for one, see them, see who has applied them. */
@Path("/v1/revocations")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Revocations")
public class RevocationResource {

  /**
   * What is to be turned away.
   *
   * @param sessions with target user, and only if they are known: all {@code sid}s that the person
   *     has now
   * @param client with target user: what this client alone has of the person
   */
  public record Request(
      @NotNull Target target,
      @NotNull @Size(min = 1, max = 255) @Pattern(regexp = "[\\x21-\\x7e]*") String id,
      @NotNull @Size(min = 1, max = 500) @Pattern(regexp = "[^\\x00]*") String reason,
      @Nullable @Size(max = 1000)
          Set<@NotNull @Size(min = 1, max = 255) @Pattern(regexp = "[\\x21-\\x7e]*") String>
              sessions,
      @Nullable @Size(min = 1, max = 255) @Pattern(regexp = "[\\x21-\\x7e]*") String client) {}

  /**
   * A revocation as it is shown.
   *
   * @param client left out when it is turned away everywhere, and not at one client alone
   * @param issuedBefore left out when all is turned away, whenever issued
   * @param receipt only where it was asked for
   * @param logins the same: how far the end of the logins is, from which new tokens would come
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record View(
      long sequence,
      long epoch,
      Target target,
      String id,
      @Nullable String client,
      String reason,
      String requestedBy,
      Instant requestedAt,
      @Nullable Instant issuedBefore,
      Instant expiresAt,
      @Nullable Receipt receipt,
      LoginEndings.@Nullable Progress logins) {

    static View of(LedgerEntry e, @Nullable Receipt receipt) {
      return of(e, receipt, null);
    }

    static View of(
        LedgerEntry e, @Nullable Receipt receipt, LoginEndings.@Nullable Progress logins) {
      return new View(
          e.sequence(),
          e.epoch(),
          e.target(),
          e.id(),
          e.client(),
          e.reason(),
          e.requestedBy(),
          e.requestedAt(),
          e.issuedBefore(),
          e.expiresAt(),
          receipt,
          logins);
    }
  }

  /** One page. */
  public record Page(List<View> items, @Nullable String nextCursor) {}

  private static final String NONCE = "[0-9A-Za-z_-]{16,64}";

  @Inject RevocationRequests requests;
  @Inject LedgerReader ledger;
  @Inject Receipts receipts;
  @Inject Snapshot snapshot;
  @Inject Verifiers verifiers;
  @Inject LoginEndings logins;
  @Inject Caller caller;

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @PermissionsAllowed("revocations:write")
  @Blocking
  @Operation(
      summary = "Revoke",
      description =
          "201 when it was written now, 200 when it stood already. With wait=all: 200 when every"
              + " live verifier has applied it, else 202 with those that have not.")
  @APIResponse(
      responseCode = "200",
      description = "It stood already, or every live verifier has applied it",
      content = @Content(schema = @Schema(implementation = View.class)))
  @APIResponse(
      responseCode = "201",
      description = "Written",
      content = @Content(schema = @Schema(implementation = View.class)))
  @APIResponse(
      responseCode = "202",
      description = "Written; receipt.waitingFor names who has not applied it yet",
      content = @Content(schema = @Schema(implementation = View.class)))
  public Uni<Response> revoke(
      @Valid @NotNull Request request,
      @QueryParam("wait") @Pattern(regexp = "all") @Nullable String wait,
      @HeaderParam("Idempotency-Key") @Size(min = 1, max = 255) @Nullable String idempotencyKey) {
    Ledger.Written written =
        requests.revoke(
            request.target(),
            request.id(),
            request.client(),
            request.reason(),
            request.sessions(),
            idempotencyKey);
    LedgerEntry entry = written.entry();
    URI location = URI.create("/v1/revocations/" + entry.sequence());
    if (wait == null) {
      return Uni.createFrom()
          .item(
              Response.status(written.created() ? 201 : 200)
                  .location(location)
                  .entity(View.of(entry, null))
                  .build());
    }
    return receipts
        .whenAllApplied(entry.sequence())
        .map(receipt ->
            Response.status(receipt.complete() ? 200 : 202)
                .location(location)
                .entity(View.of(entry, receipt))
                .build());
  }

  @GET
  @PermissionsAllowed({"keys:read", "revocations:write"})
  @Blocking
  @Operation(summary = "Revocations in their order, after a sequence")
  public Page list(
      @QueryParam("after") @DefaultValue("0") @Min(0) long after,
      @QueryParam("cursor") @Pattern(regexp = "[0-9]{1,18}") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(500) int limit) {
    long from = cursor == null ? after : Long.parseLong(cursor);
    List<LedgerEntry> found = ledger.after(from, limit + 1);
    boolean more = found.size() > limit;
    List<LedgerEntry> page = more ? found.subList(0, limit) : found;
    return new Page(
        page.stream().map(entry -> View.of(entry, null)).toList(),
        more ? Long.toString(page.getLast().sequence()) : null);
  }

  @GET
  @Path("newest")
  @PermissionsAllowed({"keys:read", "revocations:write"})
  @Blocking
  @Operation(summary = "Revocations for people to read: newest first, of one target if it is named")
  public Page newest(
      @QueryParam("target") @Pattern(regexp = "token|session|user|client|key|partner|realm")
          @Nullable String target,
      @QueryParam("id") @Size(min = 1, max = 255) @Pattern(regexp = "[\\x21-\\x7e]*")
          @Nullable String id,
      @QueryParam("cursor") @Pattern(regexp = "[1-9][0-9]{0,17}") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(500) int limit) {
    long before = cursor == null ? Long.MAX_VALUE : Long.parseLong(cursor);
    List<LedgerEntry> found =
        ledger.newest(before, target == null ? null : Target.of(target), id, limit + 1);
    boolean more = found.size() > limit;
    List<LedgerEntry> page = more ? found.subList(0, limit) : found;
    return new Page(
        page.stream().map(entry -> View.of(entry, null)).toList(),
        more ? Long.toString(page.getLast().sequence()) : null);
  }

  @GET
  @Path("{sequence: [0-9]{1,18}}")
  @PermissionsAllowed({"keys:read", "revocations:write"})
  @Blocking
  @Operation(
      summary =
          "One revocation, when each verifier had applied it, and how far the end of its logins is")
  public View one(@PathParam("sequence") long sequence) {
    LedgerEntry entry =
        ledger
            .bySequence(sequence)
            .orElseThrow(() -> ErrorCode.NOT_FOUND.because("There is no such revocation."));
    return View.of(entry, receipts.of(entry), logins.of(sequence));
  }

  @GET
  @Path("snapshot")
  @Produces("application/x-ndjson")
  @Authenticated
  @Blocking
  @Operation(
      summary = "For verifiers: all that is live after a sequence, signed",
      description =
          "Only with a service's own token. With clients=true a line has the client behind it where"
              + " it is for one client alone; else that line is for all of the session or user.")
  @APIResponse(
      responseCode = "200",
      description = "A line for each revocation, and one with the signature",
      content = @Content(schema = @Schema(type = SchemaType.STRING)))
  public Response snapshot(
      @QueryParam("epoch") @DefaultValue("0") @Min(0) long epoch,
      @QueryParam("after") @DefaultValue("0") @Min(0) long after,
      @QueryParam("clients") @Pattern(regexp = "true") @Nullable String clients,
      @QueryParam("nonce") @NotNull @Pattern(regexp = NONCE) String nonce,
      @HeaderParam(Feed.VERIFIER_HEADER) @Size(max = 200) @Nullable String verifier) {
    if (!(caller.origin() instanceof Origin.ServiceToken)) {
      throw ErrorCode.FORBIDDEN.because("Only services may read this.");
    }
    if (verifier != null) {
      verifiers.heardOverHttp(verifier, epoch, after);
    }
    StreamingOutput body = out -> snapshot.write(out, epoch, after, nonce, clients != null);
    return Response.ok(body).header("Cache-Control", "no-store").build();
  }
}
