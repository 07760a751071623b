package io.gatehouse.guard.credential;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/**
 * Reads and verifies one kind of credential. A CDI bean of this type is asked on every request, so
 * it must be cheap when the credential is absent, and must not block.
 */
public interface CredentialReader {

  /**
   * The verdict on this request; a failure of the {@code Uni} is a fault (503 or 500), not a
   * refusal.
   */
  Uni<CredentialVerdict> read(RoutingContext request);
}
