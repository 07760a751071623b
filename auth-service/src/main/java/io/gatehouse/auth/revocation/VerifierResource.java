package io.gatehouse.auth.revocation;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Who is live, at which sequence, and how far behind. */
@Path("/v1/verifiers")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Revocations")
public class VerifierResource {

  /**
   * @param behind revocations that it has still to apply
   * @param liveFor how long its word still holds (ISO 8601: {@code PT3.5S})
   */
  public record View(
      String verifier,
      long epoch,
      long sequence,
      long behind,
      Instant appliedAt,
      @JsonFormat(shape = JsonFormat.Shape.STRING) Duration liveFor) {}

  /** All of them; there are no more pages. */
  public record Page(List<View> items, @Nullable String nextCursor) {}

  private final Verifiers verifiers;
  private final LedgerReader ledger;
  private final InstantSource clock;

  VerifierResource(Verifiers verifiers, LedgerReader ledger, InstantSource clock) {
    this.verifiers = verifiers;
    this.ledger = ledger;
    this.clock = clock;
  }

  @GET
  @PermissionsAllowed({"keys:read", "revocations:write"})
  @Blocking
  @Operation(summary = "The verifiers that are live")
  public Page list() {
    long head = ledger.head().sequence();
    Instant now = clock.instant();
    return new Page(
        verifiers.live().stream()
            .map(status ->
                new View(
                    status.verifier(),
                    status.epoch(),
                    status.sequence(),
                    Math.max(0, head - status.sequence()),
                    status.appliedAt(),
                    Duration.between(now, status.heldUntil())))
            .toList(),
        null);
  }
}
