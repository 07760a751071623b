package io.gatehouse.guard.caller;

import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;

/** Makes {@code @Inject Caller} work in a request-scoped bean. */
@Dependent
class CallerProducer {

  @Produces
  @Dependent
  Caller current(SecurityIdentity identity) {
    Caller caller = identity.getAttribute(Caller.ATTRIBUTE);
    if (caller == null) {
      throw new UnauthorizedException();
    }
    return caller;
  }
}
