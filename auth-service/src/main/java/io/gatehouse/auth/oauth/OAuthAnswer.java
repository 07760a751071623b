package io.gatehouse.auth.oauth;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** How OAuth endpoints answer. */
public final class OAuthAnswer {

  private OAuthAnswer() {}

  public static Response ok(Object body) {
    return uncached(Response.ok(body));
  }

  /** RFC 6749 §5.2; with 401, how to come back. */
  public static Response refused(OAuthRefused refused) {
    Response.ResponseBuilder response = Response.status(refused.status()).entity(refused.error());
    if (refused.status() == 401) {
      response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"gatehouse\"");
    }
    return uncached(response);
  }

  /** RFC 6749 §5.1: an answer with a token, or about one, must not be kept. */
  private static Response uncached(Response.ResponseBuilder response) {
    return response
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .header("Pragma", "no-cache")
        .build();
  }
}
