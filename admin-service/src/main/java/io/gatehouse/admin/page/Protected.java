package io.gatehouse.admin.page;

import io.gatehouse.admin.session.ForgeryToken;
import io.gatehouse.admin.session.OpenSession;
import io.gatehouse.guard.problem.ErrorCode;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.WithFormRead;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jspecify.annotations.Nullable;

/**
 * No change without proof that it was made on a page of ours, by the person whose session it is
 * (cross-site request forgery, CWE-352). Three independent proofs: {@code Sec-Fetch-Site} and
 * {@code Origin}, which a browser sets and a page cannot; and the session's own token.
 */
class Protected {

  private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

  @ServerRequestFilter
  @WithFormRead
  public void check(RoutingContext request) {
    HttpServerRequest http = request.request();
    if (READS.contains(http.method().name())) {
      return;
    }
    OpenSession session = OpenSession.of(request);
    if (session == null) {
      // No session, so nothing to forge with: the endpoint refuses who is not logged in.
      return;
    }
    String site = http.getHeader("Sec-Fetch-Site");
    if (site != null && !site.equals("same-origin")) {
      throw refused("The request came from another site.");
    }
    String origin = http.getHeader("Origin");
    if (origin != null && !origin.equals(ownOrigin())) {
      throw refused("The request came from another site.");
    }
    String token = presented(http);
    if (token == null || !ForgeryToken.matches(session.id(), token)) {
      throw refused(
          "The form is not from a page of this session. Go back, reload it, and try" + " again.");
    }
  }

  private static @Nullable String presented(HttpServerRequest http) {
    String header = http.getHeader(ForgeryToken.HEADER);
    if (header != null) {
      return header;
    }
    ResteasyReactiveRequestContext context = CurrentRequestManager.get();
    Object field = context.getFormParameter(ForgeryToken.FIELD, true, false);
    return field instanceof String text ? text : null;
  }

  private static String ownOrigin() {
    return ConfigProvider.getConfig().getValue("gatehouse.urls.admin-service", String.class);
  }

  private static RuntimeException refused(String detail) {
    return ErrorCode.FORBIDDEN.because(detail);
  }
}
