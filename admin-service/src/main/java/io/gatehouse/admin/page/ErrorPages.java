package io.gatehouse.admin.page;

import io.gatehouse.guard.problem.ErrorCode;
import io.gatehouse.guard.problem.Problem;
import io.gatehouse.guard.problem.RefusalView;
import io.gatehouse.guard.problem.Refusals;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A refusal as a page, for who asks for HTML; and for who is not logged in, the way to the login.
 * The cookie is left as it is: a part that is away must not log anybody out.
 */
@ApplicationScoped
class ErrorPages implements RefusalView {

  @CheckedTemplate
  static class Templates {
    private Templates() {}

    static native TemplateInstance error(Frame frame, Problem problem, String advice);
  }

  @Override
  public Refusals.@Nullable Answer show(
      RoutingContext request, Problem problem, Map<String, String> headers) {
    if (!wantsPage(request.request())) {
      return null;
    }
    Map<String, String> shown = new LinkedHashMap<>(headers);
    shown.remove("WWW-Authenticate");
    boolean atLogin = request.normalizedPath().startsWith("/login");
    // Never from the login to the login: a login that fails must not go round in circles.
    if (problem.status() == 401 && !atLogin && request.request().method() == HttpMethod.GET) {
      String back = request.request().uri();
      shown.put("Location", "/login?return=" + URLEncoder.encode(back, StandardCharsets.UTF_8));
      return new Refusals.Answer(303, shown, "");
    }
    shown.put("Content-Type", "text/html;charset=UTF-8");
    Problem told = atLogin && problem.status() == 401 ? failedLogin(problem) : problem;
    Frame frame = Desk.frameOf(request, told.title(), "");
    String body = Templates.error(frame, told, advice(told, frame)).render();
    return new Refusals.Answer(problem.status(), shown, body);
  }

  private static Problem failedLogin(Problem problem) {
    return new Problem(
        problem.type(),
        "Not signed in",
        problem.status(),
        "The login did not come to an end. Nothing has been changed.",
        problem.code(),
        problem.traceId(),
        problem.errors());
  }

  private static boolean wantsPage(HttpServerRequest request) {
    String accept = request.getHeader("Accept");
    return accept != null && accept.contains("text/html") && !request.path().startsWith("/q/");
  }

  private static String advice(Problem problem, Frame frame) {
    if (problem.code().equals(ErrorCode.FORBIDDEN.code()) && frame.person() != null) {
      return frame.mayLook()
          ? frame.mayChange() ? "Go back, reload the page, and try again." : frame.whyNot()
          : "The dashboard is for people with the role admin or support. Ask an administrator, or"
              + " sign in as somebody else.";
    }
    return switch (problem.status()) {
      case 401 -> "Sign in again. What you filled in has not been sent.";
      case 404 -> "It may have been removed, or the address is mistyped.";
      case 503 -> "Nothing is lost. Wait a moment, then reload this page.";
      case 500 -> "Tell an operator the trace id below: the log has more under it.";
      default -> "Go back and try again.";
    };
  }
}
