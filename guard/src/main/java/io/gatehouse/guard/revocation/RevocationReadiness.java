package io.gatehouse.guard.revocation;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Not ready until the copy was complete once, nor when it is too old for anything. In between,
 * where only changes are refused, the service stays ready: its staleness is told in the answers
 * (and here in the detail), and taking every replica out of service at once would turn a late
 * revocation into an outage of the reads too.
 */
@Readiness
@Singleton
class RevocationReadiness implements HealthCheck {

  private final LiveRevocations revocations;

  RevocationReadiness(LiveRevocations revocations) {
    this.revocations = revocations;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder response = HealthCheckResponse.named("revocations");
    Verifier verifier = revocations.verifier();
    if (verifier == null) {
      return response.up().withData("state", "off").build();
    }
    Freshness.State state = verifier.state();
    return response
        .status(state != Freshness.State.STARTING && state != Freshness.State.STALE)
        .withData("state", state.name())
        .withData("epoch", verifier.position().epoch())
        .withData("sequence", verifier.position().sequence())
        .withData("entries", verifier.entries())
        .withData("completeMillisAgo", verifier.age().toMillis())
        .build();
  }
}
