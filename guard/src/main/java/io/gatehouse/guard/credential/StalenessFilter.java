package io.gatehouse.guard.credential;

import io.gatehouse.guard.caller.Caller;
import io.gatehouse.guard.problem.ErrorCode;
import io.gatehouse.guard.revocation.Revocations;
import io.gatehouse.guard.revocation.Staleness;
import io.gatehouse.guard.usage.KeyUses;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ResourceInfo;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Applies {@link Staleness}, to the endpoints that have it alone: others pay nothing for it. */
class StalenessFilter {

  private final Revocations revocations;
  private final SecurityIdentity identity;
  private final CredentialMetrics metrics;
  private final KeyUses uses;

  StalenessFilter(
      Revocations revocations, SecurityIdentity identity, CredentialMetrics metrics, KeyUses uses) {
    this.revocations = revocations;
    this.identity = identity;
    this.metrics = metrics;
    this.uses = uses;
  }

  @Staleness
  @ServerRequestFilter(priority = Priorities.AUTHENTICATION)
  public void check(HttpServerRequest request, ResourceInfo endpoint) {
    Caller caller = identity.getAttribute(Caller.ATTRIBUTE);
    if (caller == null || RouteStaleness.allows(endpoint.getResourceMethod(), revocations.age())) {
      return;
    }
    metrics.refused(caller.origin().label(), ErrorCode.REVOCATION_STATE_STALE);
    uses.outcome(request, caller, ErrorCode.REVOCATION_STATE_STALE.code());
    throw ErrorCode.REVOCATION_STATE_STALE.because(GuardMechanism.STALE);
  }
}
