package io.gatehouse.guard.browser;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * A page that may not call gets no CORS headers, and nothing else differs: its browser hides the
 * answer from it (Fetch §4.10). Quarkus's filter would end the request with an empty 403, which
 * says nothing to a program that sends {@code Origin} without being a browser. Nothing is lost by
 * it, because no credential here is sent by a browser unasked: there are no cookies.
 */
@ApplicationScoped
class ForeignOrigin {

  /** Quarkus's CORS filter stands at 300; higher comes first. */
  private static final int BEFORE_CORS = 400;

  private final boolean cors;
  private final Set<String> allowed;

  ForeignOrigin(
      @ConfigProperty(name = "quarkus.http.cors.enabled", defaultValue = "false") boolean cors,
      @ConfigProperty(name = "quarkus.http.cors.origins") Optional<Set<String>> origins) {
    this.cors = cors;
    this.allowed = origins.orElse(Set.of());
  }

  void register(@Observes Filters filters) {
    if (!cors) {
      return;
    }
    filters.register(
        request -> {
          // A shared cache must not give one page's answer to another.
          request.response().headers().add(HttpHeaders.VARY, HttpHeaders.ORIGIN);
          String origin = request.request().getHeader(HttpHeaders.ORIGIN);
          if (origin != null && !allowed.contains(origin)) {
            request.request().headers().remove(HttpHeaders.ORIGIN);
          }
          request.next();
        },
        BEFORE_CORS);
  }
}
