package io.gatehouse.admin.session;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpHeaders;
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

  /**
   * Null also where there are several: one of them is not ours, and which cannot be told. Browsers
   * once sent a cookie without a name, which a sibling host may plant, as {@code name=value}.
   */
  public static @Nullable String read(RoutingContext request) {
    int found = 0;
    String value = null;
    for (String header : request.request().headers().getAll(HttpHeaders.COOKIE)) {
      for (String pair : header.split(";", -1)) {
        String[] parts = pair.strip().split("=", 2);
        if (parts[0].strip().equals(NAME) && parts.length == 2) {
          found++;
          value = parts[1].strip();
        }
      }
    }
    return found == 1 ? value : null;
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
