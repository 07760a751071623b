package io.gatehouse.guard.usage;

import io.gatehouse.guard.caller.Origin;
import io.gatehouse.guard.problem.ErrorCode;
import io.gatehouse.guard.problem.Refusals;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Counts each request once, when its answer begins, by what it showed at the door and what became
 * of it there or at the endpoint's own check. Requests that show nothing and need nothing are not
 * counted: probes, public pages.
 */
@ApplicationScoped
public class Traffic {

  private static final String KIND = "gatehouse.traffic.kind";
  private static final String ENTERED = "gatehouse.traffic.entered";

  /** Behind the security headers, before all that refuses. */
  private static final int BEFORE_THE_DOOR = 29_900;

  private final TrafficCollector collector = new TrafficCollector();
  private final UsageConfig config;
  private final InstantSource clock;

  Traffic(UsageConfig config, InstantSource clock) {
    this.config = config;
    this.clock = clock;
  }

  /** What the request shows; nobody has judged it yet, or it was found bad. */
  public static void shows(RoutingContext request, CredentialKind kind) {
    request.put(KIND, kind);
  }

  /** Its credential was good. */
  public static void entered(RoutingContext request, Origin origin) {
    request.put(KIND, CredentialKind.of(origin));
    request.put(ENTERED, Boolean.TRUE);
  }

  TrafficCollector collector() {
    return collector;
  }

  void register(@Observes Filters filters) {
    if (config.enabled()) {
      filters.register(
          request -> {
            request.addHeadersEndHandler(begun -> count(request));
            request.next();
          },
          BEFORE_THE_DOOR);
    }
  }

  private void count(RoutingContext request) {
    CredentialKind kind = request.get(KIND);
    boolean entered = request.get(ENTERED) != null;
    ErrorCode refusal = Refusals.of(request);
    String outcome = outcome(kind, entered, refusal);
    if (outcome != null) {
      collector.count(kind == null ? CredentialKind.none : kind, outcome, clock.millis());
    }
  }

  /** Null for what is not counted. */
  static @Nullable String outcome(
      @Nullable CredentialKind kind, boolean entered, @Nullable ErrorCode refusal) {
    if (refusal != null && isOfEntry(refusal, kind != null && !entered)) {
      return refusal.code();
    }
    return entered ? TrafficCount.ADMITTED : null;
  }

  /**
   * Whether a refusal is about who may enter, and not about what they asked for.
   *
   * @param atTheDoor that a credential was shown and not yet found good
   */
  private static boolean isOfEntry(ErrorCode code, boolean atTheDoor) {
    return switch (code) {
      case MULTIPLE_CREDENTIALS, CREDENTIAL_IN_URL, REVOCATION_STATE_STALE, RATE_LIMITED -> true;
      case DEPENDENCY_UNAVAILABLE, OVERLOADED -> atTheDoor;
      default -> code.status() == 401 || code.status() == 403;
    };
  }
}
