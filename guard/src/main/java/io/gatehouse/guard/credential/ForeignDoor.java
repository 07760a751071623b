package io.gatehouse.guard.credential;

import io.vertx.ext.web.RoutingContext;

/**
 * A request that is about another request: what a proxy was sent, and asks about before it lets it
 * through. Its credential is meant for another service, so the endpoint judges it, not this
 * service's own door; and what is too large in it is the proxy's to refuse.
 */
public final class ForeignDoor {

  private static final String ATTRIBUTE = "gatehouse.foreignDoor";

  private ForeignDoor() {}

  /** To be called before authentication, for an endpoint that lets nobody in by itself. */
  public static void claim(RoutingContext request) {
    request.put(ATTRIBUTE, Boolean.TRUE);
  }

  public static boolean isClaimed(RoutingContext request) {
    return request.get(ATTRIBUTE) != null;
  }
}
