package io.gatehouse.guard.problem;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/**
 * What a client still sends when its request was refused already. It is read and dropped, so that
 * the answer arrives: who is cut off while sending often loses what came back (RFC 9112 §9.6). But
 * not for long where the answer says {@code Connection: close}: a stranger must not choose how much
 * we read, nor how long a refused connection stands.
 */
final class Unread {

  private static final long LINGER_MILLIS = 1_000;

  private Unread() {}

  /** Call when the answer was given. */
  static void drop(RoutingContext context) {
    HttpServerRequest request = context.request();
    HttpConnection connection = request.connection();
    boolean last =
        context.response().headers().contains(HttpHeaders.CONNECTION, HttpHeaders.CLOSE, true);
    if (request.isEnded()) {
      if (last) {
        connection.close();
      }
      return;
    }
    request.handler(dropped -> {});
    if (last) {
      long timer = context.vertx().setTimer(LINGER_MILLIS, late -> connection.close());
      request.endHandler(all -> connection.close());
      connection.closeHandler(gone -> context.vertx().cancelTimer(timer));
    }
    request.resume();
  }
}
