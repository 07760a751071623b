package io.gatehouse.auth.audit;

import io.gatehouse.guard.caller.Caller;
import io.gatehouse.guard.problem.TraceId;
import io.quarkus.arc.Arc;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Finds who is behind the work at hand: the present request's caller, or the service itself. */
@ApplicationScoped
class CurrentActor {

  private final CurrentIdentityAssociation identity;
  private final CurrentVertxRequest current;

  CurrentActor(CurrentIdentityAssociation identity, CurrentVertxRequest current) {
    this.identity = identity;
    this.current = current;
  }

  Actor get() {
    Actor named = OnBehalf.actor();
    if (named != null) {
      return named;
    }
    if (!Arc.container().requestContext().isActive()) {
      return Actor.SYSTEM;
    }
    RoutingContext request = current.getCurrent();
    if (request == null) {
      return Actor.SYSTEM;
    }
    Caller caller = identity.getIdentity().getAttribute(Caller.ATTRIBUTE);
    String address = address(request);
    String trace = TraceId.of(request);
    if (caller == null) {
      return new Actor("anonymous", null, "anonymous", "anonymous", address, trace);
    }
    return new Actor(
        caller.subject(),
        caller.name(),
        caller.origin().label(),
        caller.clientId(),
        address,
        trace);
  }

  private static @Nullable String address(RoutingContext request) {
    SocketAddress remote = request.request().remoteAddress();
    return remote == null ? null : remote.hostAddress();
  }
}
