package io.gatehouse.auth.usage;

import io.gatehouse.guard.problem.ErrorCode;
import io.gatehouse.guard.problem.ProblemException;
import io.gatehouse.guard.problem.Violation;
import io.quarkus.security.PermissionsAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** A key's use, as a series to plot. */
@Path("/v1/keys/{id: [0-9A-Za-z]{16}}/usage")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Usage")
public class KeyUsageResource {

  private static final int MOST_BUCKETS = 1000;

  private final UsageStore store;
  private final InstantSource clock;

  KeyUsageResource(UsageStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  @GET
  @PermissionsAllowed("keys:read")
  @Operation(
      summary = "How often a key was used, by hour or day and outcome",
      description =
          "From and to are widened to whole steps (UTC). Without them: the last day by hours, the"
              + " last 30 days by days. Hours without use are there, and empty.")
  public UsageSeries usage(
      @RestPath String id,
      @RestQuery @Nullable String from,
      @RestQuery @Nullable String to,
      @RestQuery @DefaultValue("hour") @Pattern(regexp = "hour|day") String step)
      throws SQLException {
    if (!store.knows(id)) {
      throw ErrorCode.NOT_FOUND.because("There is no such key.");
    }
    boolean daily = step.equals("day");
    ChronoUnit unit = daily ? ChronoUnit.DAYS : ChronoUnit.HOURS;
    Instant end = to == null ? clock.instant() : time("?to", to);
    Instant begin = from == null ? end.minus(Duration.ofDays(daily ? 30 : 1)) : time("?from", from);
    Instant first = begin.truncatedTo(unit);
    Instant last = end.truncatedTo(unit).equals(end) ? end : end.truncatedTo(unit).plus(1, unit);
    if (!first.isBefore(last) || unit.between(first, last) > MOST_BUCKETS) {
      throw invalid("?from", "must be before to, by at most " + MOST_BUCKETS + " steps");
    }
    return UsageSeries.of(id, first, last, unit, store.hours(id, first, last));
  }

  private static Instant time(String pointer, String text) {
    try {
      Instant time = Instant.parse(text);
      if (Math.abs(time.getEpochSecond()) < 100_000_000_000L) {
        return time;
      }
    } catch (DateTimeException e) {
      // Falls through: the answer is the same.
    }
    throw invalid(pointer, "must be a time like 2026-01-31T12:00:00Z");
  }

  private static ProblemException invalid(String pointer, String detail) {
    return new ProblemException(
        ErrorCode.VALIDATION_FAILED,
        "The span of time is not valid.",
        List.of(new Violation(pointer, detail)));
  }
}
