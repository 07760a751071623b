package io.gatehouse.admin.page;

import io.gatehouse.guard.problem.ErrorCode;
import io.gatehouse.guard.problem.ProblemException;
import io.gatehouse.guard.problem.Refusals;
import io.quarkus.logging.Log;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** A call to auth-service that got no answer: the page says which part is away. */
class AwayParts {

  private final Refusals refusals;

  AwayParts(Refusals refusals) {
    this.refusals = refusals;
  }

  @ServerExceptionMapper(priority = Priorities.USER - 100)
  public Response map(ProcessingException failure, RoutingContext request) {
    Log.warnf("auth-service is away: %s", failure.toString());
    ProblemException problem =
        failure.getCause() instanceof ProblemException raised
            ? raised
            : ErrorCode.DEPENDENCY_UNAVAILABLE.because(
                "auth-service, which keeps partners and keys, cannot be reached. You are still"
                    + " signed in; try again shortly.");
    Refusals.Answer answer = refusals.answer(request, problem, null);
    Response.ResponseBuilder response = Response.status(answer.status()).entity(answer.body());
    answer.headers().forEach(response::header);
    return response.build();
  }
}
