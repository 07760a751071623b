package io.gatehouse.admin.session;

import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** Where a request came from, as far as it can be told, for people to recognise their sessions. */
public final class ClientNote {

  private static final int LONGEST = 200;

  private ClientNote() {}

  public static String address(RoutingContext request) {
    SocketAddress address = request.request().remoteAddress();
    String host = address == null ? null : address.hostAddress();
    return host == null ? "unknown" : host;
  }

  public static String userAgent(RoutingContext request) {
    return shortened(request.request().getHeader("User-Agent"));
  }

  private static String shortened(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return "unknown";
    }
    return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
  }
}
