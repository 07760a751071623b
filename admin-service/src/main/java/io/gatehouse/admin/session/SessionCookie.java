package io.gatehouse.admin.session;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * The cookie. Its {@code __Host-} prefix makes the browser itself refuse one that a sibling host
 * planted (RFC 6265bis §4.1.3.2: Secure, Path=/, no Domain). {@code Lax}, not {@code Strict}: a
 * person who comes back from the login page, another site, must not look logged out.
 *
 * <p>It has no Max-Age: how long a session lives is decided on the server.
 */
public final class SessionCookie {

  public static final String NAME = "__Host-gatehouse";

  private SessionCookie() {}

  public static @Nullable String read(RoutingContext request) {
    Cookie cookie = request.request().getCookie(NAME);
    return cookie == null ? null : cookie.getValue();
  }

  public static void write(RoutingContext request, SessionId id) {
    request.response().removeCookies(NAME, false);
    request.response().addCookie(secured(Cookie.cookie(NAME, id.cookie())));
  }

  public static void clear(RoutingContext request) {
    request.response().removeCookies(NAME, false);
    request.response().addCookie(secured(Cookie.cookie(NAME, "").setMaxAge(0)));
  }

  private static Cookie secured(Cookie cookie) {
    return cookie.setSecure(true).setHttpOnly(true).setSameSite(CookieSameSite.LAX).setPath("/");
  }
}
