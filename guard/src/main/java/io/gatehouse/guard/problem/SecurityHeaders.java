package io.gatehouse.guard.problem;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * On every answer: no guessing of content types, and nothing kept by a cache unless the endpoint
 * says so, since nearly all answers depend on the caller.
 */
@ApplicationScoped
class SecurityHeaders {

  private static final CharSequence NOSNIFF_HEADER =
      HttpHeaders.createOptimized("x-content-type-options");
  private static final CharSequence NOSNIFF = HttpHeaders.createOptimized("nosniff");
  private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");

  /** Before everything that can end a request. */
  private static final int FIRST = 30_000;

  void register(@Observes Filters filters) {
    filters.register(
        request -> {
          MultiMap headers = request.response().headers();
          headers.set(NOSNIFF_HEADER, NOSNIFF);
          request.addHeadersEndHandler(done -> {
            if (!headers.contains(HttpHeaders.CACHE_CONTROL)) {
              headers.set(HttpHeaders.CACHE_CONTROL, NO_STORE);
            }
          });
          request.next();
        },
        FIRST);
  }
}
