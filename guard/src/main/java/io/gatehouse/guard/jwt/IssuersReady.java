package io.gatehouse.guard.jwt;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready once each issuer's keys were had; an issuer that goes away later does not make a service
 * unready, since what it signed can still be verified.
 */
@Readiness
@ApplicationScoped
class IssuersReady implements HealthCheck {

  private final Issuers issuers;

  IssuersReady(Issuers issuers) {
    this.issuers = issuers;
  }

  @Override
  public HealthCheckResponse call() {
    boolean all = true;
    HealthCheckResponseBuilder answer = HealthCheckResponse.named("issuer keys");
    for (TrustedIssuer issuer : issuers.ofCallers()) {
      Instant fetched = issuer.keys().fetchedAt();
      answer.withData(issuer.name(), fetched == null ? "never fetched" : "fetched " + fetched);
      all &= fetched != null;
    }
    return answer.status(all).build();
  }
}
