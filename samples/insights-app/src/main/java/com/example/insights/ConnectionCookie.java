package com.example.insights;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * The id of a connection, in a cookie that no script reads and no sibling host can plant ({@code
 * __Host-}). {@code Lax}, because the person comes to it from another site: the consent page.
 */
final class ConnectionCookie {

  private static final String NAME = "__Host-insights";

  private ConnectionCookie() {}

  static @Nullable String read(RoutingContext request) {
    Cookie cookie = request.request().getCookie(NAME);
    return cookie == null ? null : cookie.getValue();
  }

  static void write(RoutingContext request, String id) {
    request.response().addCookie(secured(Cookie.cookie(NAME, id)));
  }

  static void clear(RoutingContext request) {
    request.response().removeCookies(NAME, false);
    request.response().addCookie(secured(Cookie.cookie(NAME, "").setMaxAge(0)));
  }

  private static Cookie secured(Cookie cookie) {
    return cookie.setSecure(true).setHttpOnly(true).setSameSite(CookieSameSite.LAX).setPath("/");
  }
}
