package io.gatehouse.guard.problem;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.PermissionsAllowed;
import io.quarkus.security.UnauthorizedException;
import io.vertx.ext.web.RoutingContext;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ValidationException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.Method;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/**
 * Every exception of an endpoint becomes a problem. A service that answers one of them in another
 * way (a login page) has a {@code @ServerExceptionMapper} with a smaller priority number.
 */
class RestProblems {

  private static final Logger LOG = Logger.getLogger(RestProblems.class);

  private final Refusals refusals;
  private final AllowedMethods allowed;

  RestProblems(Refusals refusals, AllowedMethods allowed) {
    this.refusals = refusals;
    this.allowed = allowed;
  }

  /** Each class that Quarkus maps on its own is named, since the nearest class wins. */
  @ServerExceptionMapper(
      value = {
        Throwable.class,
        WebApplicationException.class,
        ProblemException.class,
        MismatchedInputException.class,
        UnauthorizedException.class,
        AuthenticationFailedException.class,
        AuthenticationCompletionException.class,
        ForbiddenException.class,
        ValidationException.class,
        ConstraintViolationException.class
      },
      priority = Priorities.USER)
  public Response map(Throwable failure, RoutingContext request, ResourceInfo endpoint) {
    Method method = method(endpoint);
    ProblemException problem =
        failure instanceof ConstraintViolationException broken
            ? ViolationFaults.of(broken, method)
            : Faults.of(failure);
    if (problem == null) {
      LOG.errorf(failure, "failed trace=%s", TraceId.of(request));
      problem = ErrorCode.INTERNAL_ERROR.because("The log has more under this trace id.");
    } else if (problem.code() == ErrorCode.DEPENDENCY_UNAVAILABLE) {
      LOG.warnf("away trace=%s: %s", TraceId.of(request), failure);
    } else if (problem.code() == ErrorCode.CONFLICT && !(failure instanceof ProblemException)) {
      LOG.warnf("unforeseen conflict trace=%s: %s", TraceId.of(request), failure);
    }
    String methods = allowed.instead(problem, request.request());
    if (methods != null) {
      problem = Faults.methodNotAllowed();
    }
    String scope = failure instanceof ForbiddenException ? scope(method) : null;
    if (scope != null) {
      problem = ErrorCode.INSUFFICIENT_SCOPE.because("This needs the scope " + scope + ".");
    }
    Refusals.Answer answer = refusals.answer(request, problem, scope);
    Response.ResponseBuilder response = Response.status(answer.status()).entity(answer.body());
    answer.headers().forEach(response::header);
    if (problem.code() == ErrorCode.METHOD_NOT_ALLOWED) {
      response.header(HttpHeaders.ALLOW, methods == null ? "" : methods);
    }
    return response.build();
  }

  private static @Nullable Method method(@Nullable ResourceInfo endpoint) {
    return endpoint == null ? null : endpoint.getResourceMethod();
  }

  /** The scopes that the endpoint asks for (RFC 6750 §3: the {@code scope} attribute). */
  private static @Nullable String scope(@Nullable Method method) {
    if (method == null) {
      return null;
    }
    PermissionsAllowed asked = method.getAnnotation(PermissionsAllowed.class);
    if (asked == null) {
      asked = method.getDeclaringClass().getAnnotation(PermissionsAllowed.class);
    }
    return asked == null ? null : String.join(" ", asked.value());
  }
}
