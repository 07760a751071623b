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

  AuditResource(AuditReader log) {
    this.log = log;
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
}
