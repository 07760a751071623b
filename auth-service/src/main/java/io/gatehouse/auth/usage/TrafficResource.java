package io.gatehouse.auth.usage;

import io.quarkus.security.PermissionsAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** What came to the doors of all services. */
@Path("/v1/traffic")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Usage")
public class TrafficResource {

  private final TrafficStore store;
  private final InstantSource clock;

  TrafficResource(TrafficStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  @GET
  @PermissionsAllowed("keys:read")
  @Operation(
      summary = "How many requests came, by kind of credential and outcome",
      description =
          "The last 60 minutes by minutes, or the last 24 hours by hours; the running minute or"
              + " hour is the last. Services report every 15 seconds.")
  public TrafficSeries traffic(
      @RestQuery @DefaultValue("minute") @Pattern(regexp = "minute|hour") String step)
      throws SQLException {
    boolean hourly = step.equals("hour");
    ChronoUnit unit = hourly ? ChronoUnit.HOURS : ChronoUnit.MINUTES;
    Instant to = clock.instant().truncatedTo(unit).plus(1, unit);
    Instant from = to.minus(hourly ? 24 : 60, unit);
    return TrafficSeries.of(from, to, unit, store.rows(from, to, unit));
  }
}
