package io.gatehouse.guard.credential;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * Brings the outcome of work that several requests share back to the event loop of each: a request
 * must go on where it began, or two threads touch one connection.
 */
public final class OwnContext {

  private OwnContext() {}

  /** The same outcome, on the Vert.x context of whoever calls this now. */
  public static <T> Uni<T> resume(Uni<T> shared) {
    Context here = Vertx.currentContext();
    return here == null ? shared : shared.emitOn(task -> here.runOnContext(ignored -> task.run()));
  }
}
