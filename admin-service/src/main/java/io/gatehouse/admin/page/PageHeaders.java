package io.gatehouse.admin.page;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The headers of a service that shows pages. There is no inline script and no inline style at all,
 * so no nonce is needed: what is injected into a page does not run.
 */
@ApplicationScoped
class PageHeaders {

  private static final int FIRST = 29_000;

  private final String policy;

  PageHeaders(@ConfigProperty(name = "gatehouse.urls.keycloak") String keycloak) {
    // A form's redirect to the login or logout page counts as form-action in browsers.
    policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
            + " font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self' "
            + keycloak
            + "; base-uri 'none'; frame-ancestors 'none'";
  }

  void register(@Observes Filters filters) {
    filters.register(this::add, FIRST);
  }

  private void add(RoutingContext request) {
    HttpServerResponse response = request.response();
    response.putHeader("Content-Security-Policy", policy);
    response.putHeader("X-Frame-Options", "DENY");
    // Not no-referrer: with that a browser sends "Origin: null" with our own forms.
    response.putHeader("Referrer-Policy", "same-origin");
    response.putHeader("Cross-Origin-Opener-Policy", "same-origin");
    response.putHeader("Cross-Origin-Resource-Policy", "same-origin");
    response.putHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
    request.next();
  }
}
