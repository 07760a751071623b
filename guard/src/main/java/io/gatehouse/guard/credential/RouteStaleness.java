package io.gatehouse.guard.credential;

import io.gatehouse.guard.endpoint.Endpoints;
import io.gatehouse.guard.endpoint.Endpoints.Endpoint;
import io.gatehouse.guard.revocation.Staleness;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.lang.reflect.Method;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which endpoints have a bound of their own, and which: {@link Staleness}. */
@ApplicationScoped
class RouteStaleness {

  private final Endpoints endpoints;

  RouteStaleness(Endpoints endpoints) {
    this.endpoints = endpoints;
  }

  /** A bound that cannot be read is found when the service starts, not when it is needed. */
  void start(@Observes StartupEvent event) {
    endpoints.all().forEach(endpoint -> allows(endpoint.code(), Duration.ZERO));
  }

  /**
   * Whether whichever endpoint this request comes to has a bound of its own. Asked before Quarkus
   * has chosen it, so of several at one path each must have one.
   */
  boolean decides(HttpMethod method, String path) {
    List<Endpoint> possible =
        endpoints.at(path).stream()
            .filter(endpoint -> answers(endpoint.method(), method.name()))
            .toList();
    return !possible.isEmpty()
        && possible.stream().allMatch(endpoint -> of(endpoint.code()) != null);
  }

  private static boolean answers(String endpoint, String asked) {
    return endpoint.equals(asked) || (endpoint.equals("GET") && asked.equals("HEAD"));
  }

  /** Whether this endpoint goes on with a copy of this age; it has a bound of its own. */
  static boolean allows(Method endpoint, Duration age) {
    Staleness bound = of(endpoint);
    if (bound == null) {
      return true;
    }
    return switch (bound.then()) {
      case ALLOW -> {
        if (!bound.max().isEmpty()) {
          throw unfit(endpoint, "a bound, and no end at it", null);
        }
        yield true;
      }
      case REFUSE -> age.compareTo(max(bound, endpoint)) <= 0;
    };
  }

  private static Duration max(Staleness bound, Method endpoint) {
    try {
      return Duration.parse(bound.max());
    } catch (DateTimeParseException e) {
      throw unfit(endpoint, "max is no ISO 8601 duration", e);
    }
  }

  private static @Nullable Staleness of(Method endpoint) {
    Staleness own = endpoint.getAnnotation(Staleness.class);
    return own == null ? endpoint.getDeclaringClass().getAnnotation(Staleness.class) : own;
  }

  private static IllegalStateException unfit(
      Method endpoint, String why, @Nullable Exception cause) {
    return new IllegalStateException("@Staleness of " + endpoint + ": " + why, cause);
  }
}
