package io.gatehouse.guard.credential;

import io.vertx.ext.web.RoutingContext;

/**
 * Reads and verifies one kind of credential. A CDI bean of this type is asked on every request, so
 * it must be cheap when the credential is absent, and must not block.
 */
public interface CredentialReader {

  /** The verdict on this request, or where it will come from. */
  Reading read(RoutingContext request);
}
