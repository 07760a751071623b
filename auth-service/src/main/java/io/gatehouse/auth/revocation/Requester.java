package io.gatehouse.auth.revocation;

import io.gatehouse.auth.audit.OnBehalf;
import io.gatehouse.guard.caller.Caller;
import io.quarkus.arc.Arc;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;

/** Who asks: the caller of the current request, or this service itself. */
@Singleton
class Requester {

  private static final String SERVICE = "service:auth-service";

  private final Instance<SecurityIdentity> identity;

  Requester(Instance<SecurityIdentity> identity) {
    this.identity = identity;
  }

  String current() {
    String named = OnBehalf.label();
    if (named != null) {
      return named;
    }
    if (!Arc.container().requestContext().isActive()) {
      return SERVICE;
    }
    Caller caller = identity.get().getAttribute(Caller.ATTRIBUTE);
    return caller == null ? SERVICE : caller.origin().label() + ":" + caller.subject();
  }
}
