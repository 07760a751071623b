package io.gatehouse.auth.usage;

import io.gatehouse.guard.caller.Caller;
import io.gatehouse.guard.caller.Origin;
import io.gatehouse.guard.problem.ErrorCode;
import io.gatehouse.guard.usage.UsageReport;
import io.quarkus.security.Authenticated;
import jakarta.enterprise.context.RequestScoped;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Takes what services counted. */
@Path("/v1/usage")
@RequestScoped
@Tag(name = "Usage")
public class UsageReportResource {

  private final UsageStore store;
  private final Caller caller;

  UsageReportResource(UsageStore store, Caller caller) {
    this.store = store;
    this.caller = caller;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Authenticated
  @Operation(
      summary = "For services: report uses of keys, and traffic",
      description = "Only with a service's own token. A batch that comes again counts once.")
  @APIResponse(responseCode = "204", description = "Counted, now or before")
  public void report(@Valid @NotNull UsageReport report) throws SQLException {
    if (!(caller.origin() instanceof Origin.ServiceToken)) {
      throw ErrorCode.FORBIDDEN.because("Only services may report use.");
    }
    store.add(caller.clientId(), report);
  }
}
