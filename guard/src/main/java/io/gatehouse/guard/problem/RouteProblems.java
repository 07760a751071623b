package io.gatehouse.guard.problem;

import io.quarkus.security.AuthenticationException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
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

  RouteProblems(Refusals refusals) {
    this.refusals = refusals;
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
    Refusals.Answer answer = refusals.answer(request, problem, null);
    // What the client still sends is read and dropped: unread, it would block the connection.
    if (!request.request().isEnded()) {
      request.request().resume();
    }
    request.response().setStatusCode(answer.status());
    answer.headers().forEach(request.response()::putHeader);
    request.response().end(answer.body());
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
