package io.gatehouse.auth.forward;

import io.gatehouse.guard.credential.ForeignDoor;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Takes proxies' questions out of this service's own authentication, and brings those that have the
 * form of Envoy to one address: it asks with the method and path of the caller, put behind a prefix
 * that the caller has no say in. The caller's query is dropped, or it could name other scopes.
 */
@ApplicationScoped
class VerifyRoute {

  static final String PATH = "/verify";

  /** Behind the security headers, before the limits and authentication. */
  private static final int BEFORE_THE_DOOR = 29_500;

  void register(@Observes Filters filters) {
    filters.register(this::claim, BEFORE_THE_DOOR);
  }

  private void claim(RoutingContext request) {
    String path = request.request().path();
    if (PATH.equals(path)) {
      ForeignDoor.claim(request);
    } else if (path != null && path.startsWith(PATH + "/")) {
      ForeignDoor.claim(request);
      String[] steps = path.split("/", 5);
      Wanted.note(request, steps[2], steps.length > 3 ? steps[3] : "-");
      request.reroute(HttpMethod.GET, PATH);
      return;
    }
    request.next();
  }
}
