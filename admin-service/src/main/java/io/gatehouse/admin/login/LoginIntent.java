package io.gatehouse.admin.login;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What a browser set out to do when it was sent to log in, kept in that browser under the {@code
 * state} of its login.
 *
 * <p>The {@code __Host-} prefix binds the login to the browser more firmly than the state cookie of
 * the protocol library can: a sibling host may plant that one (cookie tossing), and with it a login
 * as somebody else (login CSRF), but not this.
 *
 * @param fresh whether the person must prove themselves anew
 */
record LoginIntent(String returnPath, boolean fresh, Instant started) {

  private static final String PREFIX = "__Host-gatehouse-login-";
  private static final int SECONDS = 30 * 60;

  void write(RoutingContext request, String state) {
    String path =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(returnPath.getBytes(StandardCharsets.UTF_8));
    String value = started.getEpochSecond() + "." + (fresh ? "fresh" : "any") + "." + path;
    request
        .response()
        .addCookie(
            Cookie.cookie(PREFIX + state, value)
                .setSecure(true)
                .setHttpOnly(true)
                .setSameSite(CookieSameSite.LAX)
                .setPath("/")
                .setMaxAge(SECONDS));
  }

  /** The intent under this state, removed from the browser; null if this browser has none. */
  static @Nullable LoginIntent take(RoutingContext request, @Nullable String state) {
    Cookie cookie = state == null ? null : request.request().getCookie(PREFIX + state);
    if (cookie == null) {
      return null;
    }
    String[] parts = cookie.getValue().split("\\.", 3);
    request.response().removeCookies(PREFIX + state, false);
    request
        .response()
        .addCookie(
            Cookie.cookie(PREFIX + state, "")
                .setSecure(true)
                .setHttpOnly(true)
                .setPath("/")
                .setMaxAge(0));
    if (parts.length != 3) {
      return null;
    }
    try {
      return new LoginIntent(
          ReturnPath.of(
              new String(Base64.getUrlDecoder().decode(parts[2]), StandardCharsets.UTF_8)),
          parts[1].equals("fresh"),
          Instant.ofEpochSecond(Long.parseLong(parts[0])));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
