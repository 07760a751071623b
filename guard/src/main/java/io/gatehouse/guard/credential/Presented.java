package io.gatehouse.guard.credential;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * The credential in a request's headers, read once for all readers. At most one member is set.
 *
 * @param token an access token
 * @param key what means to be a partner's key; nothing is known of its form
 * @param dpop whether the token came by the scheme DPoP, which asks for a proof (RFC 9449 §7.1)
 */
public record Presented(@Nullable String token, @Nullable String key, boolean dpop) {

  static final Presented NOTHING = new Presented(null, null, false);

  private static final String ATTRIBUTE = "gatehouse.presented";

  /** What this request presents; set by the edge before any reader is asked. */
  public static Presented in(RoutingContext request) {
    Presented found = request.get(ATTRIBUTE);
    return found == null ? NOTHING : found;
  }

  /**
   * What these headers present, for an endpoint that judges it by itself.
   *
   * @throws io.gatehouse.guard.problem.ProblemException for two credentials, or one in the address
   */
  public static Presented of(HttpServerRequest request) {
    return Headers.read(request);
  }

  void keep(RoutingContext request) {
    request.put(ATTRIBUTE, this);
  }
}
