package io.gatehouse.guard.problem;

import io.quarkus.security.AuthenticationException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The same problems for what ends outside an endpoint: unknown paths, the edge, the server. */
@ApplicationScoped
class RouteProblems {

  private static final Logger LOG = Logger.getLogger(RouteProblems.class);

  /** Before Quarkus's own failure handlers. */
  private static final int FIRST = 20_000;

  private final Refusals refusals;
  private final AllowedMethods allowed;

  RouteProblems(Refusals refusals, AllowedMethods allowed) {
    this.refusals = refusals;
    this.allowed = allowed;
  }

  /** The router answers some statuses by itself, with no failure handler asked. */
  void register(@Observes Router router) {
    router.route().order(-FIRST).failureHandler(this::failed);
    for (int status : new int[] {400, 404, 405, 406, 413, 414, 415, 431}) {
      router.errorHandler(status, this::ended);
    }
  }

  private void failed(RoutingContext request) {
    Throwable failure = request.failure();
    // These have handlers of their own, which end in RestProblems or at a login page.
    if (failure instanceof AuthenticationException
        || failure instanceof UnauthorizedException
        || failure instanceof ForbiddenException) {
      request.next();
      return;
    }
    ended(request);
  }

  private void ended(RoutingContext request) {
    if (request.response().ended()) {
      return;
    }
    if (request.response().headWritten()) {
      // Half an answer must not look like a whole one.
      request.response().reset();
      return;
    }
    ProblemException problem = problem(request);
    if (problem == null) {
      LOG.errorf(request.failure(), "failed trace=%s", TraceId.of(request));
      problem = ErrorCode.INTERNAL_ERROR.because("The log has more under this trace id.");
    }
    String methods = allowed.instead(problem, request.request());
    if (methods != null) {
      problem = Faults.methodNotAllowed();
    }
    Refusals.Answer answer = refusals.answer(request, problem, null);
    HttpServerResponse response = request.response();
    response.setStatusCode(answer.status());
    answer.headers().forEach(response::putHeader);
    if (problem.code() == ErrorCode.METHOD_NOT_ALLOWED) {
      response.putHeader(HttpHeaders.ALLOW, methods == null ? "" : methods);
    }
    response.end(answer.body());
    Unread.drop(request);
  }

  private static @Nullable ProblemException problem(RoutingContext request) {
    Throwable failure = request.failure();
    ProblemException known = failure == null ? null : Faults.of(failure);
    int status = request.statusCode();
    if (known != null || status < 0 || status == 500) {
      return known;
    }
    return Faults.ofStatus(status);
  }
}
