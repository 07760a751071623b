package io.gatehouse.admin.login;

import io.quarkus.arc.Unremovable;
import io.quarkus.oidc.OidcRedirectFilter;
import io.quarkus.oidc.Redirect;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.InstantSource;

/** On the way to the identity provider: notes the intent, and asks for a fresh login if need be. */
@ApplicationScoped
@Unremovable
@Redirect(Redirect.Location.OIDC_AUTHORIZATION)
class LoginStart implements OidcRedirectFilter {

  private final InstantSource clock;

  LoginStart(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public void filter(OidcRedirectContext redirect) {
    RoutingContext request = redirect.routingContext();
    boolean fresh = "true".equals(request.request().getParam("fresh"));
    String returnPath = ReturnPath.of(request.request().getParam("return"));
    new LoginIntent(returnPath, fresh, clock.instant())
        .write(request, state(redirect.redirectUri()));
    if (fresh) {
      // max_age=0 is "now" (OIDC Core §3.1.2.1); the provider is not trusted to have obeyed:
      // auth_time is checked when the browser comes back.
      redirect.additionalQueryParams().add("max_age", "0").add("prompt", "login");
    }
  }

  private static String state(String redirectUri) {
    for (String parameter : URI.create(redirectUri).getRawQuery().split("&")) {
      if (parameter.startsWith("state=")) {
        return parameter.substring("state=".length());
      }
    }
    throw new IllegalStateException("an authorization request without state");
  }
}
