package io.gatehouse.auth.audit;

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
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The audit log, for operators and support. */
@Path("/v1/audit")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Audit")
public class AuditResource {

  private final AuditReader log;
  private final Chain chain;
  private final AuditAnchor anchors;

  AuditResource(AuditReader log, Chain chain, AuditAnchor anchors) {
    this.log = log;
    this.chain = chain;
    this.anchors = anchors;
  }

  @GET
  @PermissionsAllowed("keys:read")
  @Operation(summary = "List changes, newest first")
  public Page<AuditRecord> list(
      @RestQuery @Pattern(regexp = "[1-9][0-9]{0,17}") @Nullable String cursor,
      @RestQuery @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
      @RestQuery @Size(max = 100) @PlainText @Nullable String target,
      @RestQuery @Size(max = 100) @PlainText @Nullable String targetId,
      @RestQuery @Size(max = 100) @PlainText @Nullable String action)
      throws SQLException {
    long before = cursor == null ? Long.MAX_VALUE : Long.parseLong(cursor);
    List<AuditRecord> rows = log.page(before, limit, target, targetId, action);
    boolean more = rows.size() > limit;
    List<AuditRecord> shown = more ? rows.subList(0, limit) : rows;
    return new Page<>(shown, more ? Long.toString(shown.getLast().sequence()) : null);
  }

  @GET
  @Path("verify")
  @PermissionsAllowed("keys:read")
  @Operation(
      summary = "Whether the audit is as it was written",
      description =
          "Oldest first, page by page: go on with nextCursor. anchor is the head of an earlier"
              + " answer, SEQUENCE:HASH, kept elsewhere; it shows what was cut off the end.")
  public ChainVerdict verify(
      @RestQuery @Pattern(regexp = "[0-9]{1,18}") @Nullable String cursor,
      @RestQuery @DefaultValue("1000") @Min(1) @Max(10_000) int limit,
      @RestQuery @Pattern(regexp = "[1-9][0-9]{0,17}:[0-9a-f]{64}") @Nullable String anchor)
      throws SQLException {
    List<ChainVerdict.Head> known = new ArrayList<>(anchors.known());
    if (anchor != null) {
      int colon = anchor.indexOf(':');
      known.add(
          new ChainVerdict.Head(
              Long.parseLong(anchor.substring(0, colon)), anchor.substring(colon + 1)));
    }
    ChainVerdict verdict = chain.check(cursor == null ? 0 : Long.parseLong(cursor), limit, known);
    if (!verdict.intact()) {
      anchors.broken(verdict);
    }
    return verdict;
  }
}
