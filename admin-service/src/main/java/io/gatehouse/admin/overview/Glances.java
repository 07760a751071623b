package io.gatehouse.admin.overview;

import io.gatehouse.admin.authservice.AuthService;
import io.gatehouse.admin.authservice.Records;
import io.gatehouse.admin.authservice.Revocations;
import io.gatehouse.admin.partner.KeyFilter;
import io.gatehouse.admin.revocation.ReceiptView;
import io.gatehouse.guard.problem.ErrorCode;
import io.gatehouse.guard.problem.ProblemException;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ProcessingException;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** Asks auth-service for the overview. A part that is away must not take the first page away. */
@ApplicationScoped
class Glances {

  private static final int REVOCATIONS = 5;
  private static final int KEYS = 5;

  private final AuthService authService;
  private final Records records;
  private final Revocations revocations;
  private final InstantSource clock;

  Glances(
      @RestClient AuthService authService,
      @RestClient Records records,
      @RestClient Revocations revocations,
      InstantSource clock) {
    this.authService = authService;
    this.records = records;
    this.revocations = revocations;
    this.clock = clock;
  }

  /** Null if auth-service cannot be asked now. */
  @Nullable Glance of(boolean day) {
    try {
      return new Glance(
          TrafficView.of(records.traffic(day ? "hour" : "minute"), day),
          revocations.verifiers().items(),
          last(),
          authService
              .allKeys(
                  null,
                  "active",
                  null,
                  clock.instant().plus(KeyFilter.SOON).toString(),
                  null,
                  null,
                  KEYS)
              .items());
    } catch (ProcessingException away) {
      if (away.getCause() instanceof ProblemException) {
        // The login is over, or Keycloak cannot renew it: nothing about auth-service.
        throw away;
      }
      Log.warnf("the overview without auth-service: %s", away.toString());
      return null;
    } catch (ProblemException problem) {
      if (problem.code() != ErrorCode.DEPENDENCY_UNAVAILABLE) {
        throw problem;
      }
      return null;
    }
  }

  /** Lists come without receipts. */
  private List<Glance.Last> last() {
    return revocations.newest(null, null, null, REVOCATIONS).items().stream()
        .map(entry -> revocations.one(entry.sequence()))
        .map(full -> new Glance.Last(full, ReceiptView.of(full)))
        .toList();
  }
}
