package io.gatehouse.admin.page;

import io.gatehouse.admin.session.ForgeryToken;
import io.gatehouse.admin.session.OpenSession;
import io.gatehouse.admin.session.SessionPolicy;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.Method;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.WithFormRead;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.core.multipart.FormData;
import org.jspecify.annotations.Nullable;

/**
 * Sends who logged in too long ago for a dangerous act to prove themselves again; what they had
 * filled in waits for them. An unattended screen, or a stolen cookie, cannot do what is dangerous.
 */
class StepUp {

  private final SessionPolicy policy;
  private final KeptForm keptForm;

  StepUp(SessionPolicy policy, KeptForm keptForm) {
    this.policy = policy;
    this.keptForm = keptForm;
  }

  /** After {@link Protected}: a forged form is not worth keeping. */
  @ServerRequestFilter(priority = Priorities.USER + 100)
  @WithFormRead
  public @Nullable Uni<Response> check(RoutingContext request, ResourceInfo endpoint) {
    Method method = endpoint.getResourceMethod();
    OpenSession session = OpenSession.of(request);
    if (method == null
        || session == null
        || !method.isAnnotationPresent(FreshLogin.class)
        || policy.isFresh(session.contents().authTime())) {
      return null;
    }
    Response prove = Response.seeOther(URI.create("/login?fresh=true&return=%2Fcontinue")).build();
    return keptForm.keep(session, new KeptForm.Form(address(request), fields())).replaceWith(prove);
  }

  /** With its query, which can say what the form is about. */
  private static String address(RoutingContext request) {
    String query = request.request().query();
    return query == null ? request.normalizedPath() : request.normalizedPath() + "?" + query;
  }

  private static Map<String, List<String>> fields() {
    Map<String, List<String>> out = new LinkedHashMap<>();
    FormData form = CurrentRequestManager.get().getFormData();
    if (form != null) {
      for (String name : form) {
        if (!name.equals(ForgeryToken.FIELD)) {
          List<String> values = new ArrayList<>();
          form.get(name).forEach(value -> values.add(value.getValue()));
          out.put(name, values);
        }
      }
    }
    return out;
  }
}
