package io.gatehouse.guard.problem;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import io.quarkus.security.AuthenticationException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import org.jboss.resteasy.reactive.ResteasyReactiveClientProblem;
import org.jspecify.annotations.Nullable;

/** Any exception as a problem. Null means: our fault, 500, and the log has the cause. */
final class Faults {

  private Faults() {}

  static @Nullable ProblemException of(Throwable failure) {
    return switch (failure) {
      case ProblemException problem -> problem;
      case JacksonException json when !(json instanceof InvalidDefinitionException) ->
          JsonFaults.of(json);
      case UnauthorizedException e ->
          ErrorCode.CREDENTIAL_MISSING.because("This needs a credential.");
      case AuthenticationException e ->
          ErrorCode.INVALID_TOKEN.because("The credential is not valid.");
      case ForbiddenException e -> ErrorCode.FORBIDDEN.because("This caller may not do that.");
      // What another service told us is no word of ours about this request.
      case ResteasyReactiveClientProblem other -> ofOtherService(failure);
      case WebApplicationException web -> of(web);
      case RejectedExecutionException e ->
          ErrorCode.DEPENDENCY_UNAVAILABLE.because("Too busy at present.");
      // A form that is not percent-encoded as it should be; REST tells it only by this text.
      case IllegalArgumentException e
          when String.valueOf(e.getMessage()).startsWith("Failed to decode URL") ->
          ErrorCode.MALFORMED_REQUEST.because("The form cannot be decoded.");
      // ArC wraps so what a producer threw: a bean that needs a caller, made for nobody.
      case RuntimeException e when e.getCause() instanceof UnauthorizedException nobody ->
          of(nobody);
      case CompletionException e when e.getCause() != null -> of(e.getCause());
      case ExecutionException e when e.getCause() != null -> of(e.getCause());
      default -> Outages.caused(failure) ? away() : Conflicts.caused(failure) ? conflict() : null;
    };
  }

  private static @Nullable ProblemException ofOtherService(Throwable failure) {
    boolean away =
        failure instanceof WebApplicationException web
            ? Set.of(429, 502, 503, 504).contains(web.getResponse().getStatus())
            : Outages.caused(failure);
    return away ? away() : null;
  }

  private static ProblemException conflict() {
    return ErrorCode.CONFLICT.because("It was changed by another request at the same time.");
  }

  static ProblemException away() {
    return ErrorCode.DEPENDENCY_UNAVAILABLE.because(
        "A part that this needs cannot be reached. Try again shortly.");
  }

  private static @Nullable ProblemException of(WebApplicationException web) {
    if (web.getCause() instanceof JacksonException json) {
      return JsonFaults.of(json);
    }
    if (web.getCause() instanceof ProblemException problem) {
      return problem;
    }
    // A parameter that does not convert is a bad request: the path is known (REST says 404, §3.2).
    if (web instanceof NotFoundException && web.getCause() != null) {
      return ErrorCode.MALFORMED_REQUEST.because(
          "A path or query parameter has the wrong form. See this endpoint's description.");
    }
    return ofStatus(web.getResponse().getStatus());
  }

  static ProblemException methodNotAllowed() {
    return ErrorCode.METHOD_NOT_ALLOWED.because("This address has no such method.");
  }

  /** What a bare status means, for errors that carry nothing else. */
  static @Nullable ProblemException ofStatus(int status) {
    return switch (status) {
      case 400 -> ErrorCode.MALFORMED_REQUEST.because("The request cannot be read.");
      case 401 -> ErrorCode.CREDENTIAL_MISSING.because("This needs a credential.");
      case 403 -> ErrorCode.FORBIDDEN.because("This caller may not do that.");
      case 404 -> ErrorCode.NOT_FOUND.because("There is nothing here.");
      case 405 -> methodNotAllowed();
      case 406 -> ErrorCode.NOT_ACCEPTABLE.because("Nothing here has the type that is asked for.");
      case 409 -> ErrorCode.CONFLICT.because("That is in conflict with the present state.");
      case 412 -> ErrorCode.PRECONDITION_FAILED.because("It was changed in the meantime.");
      case 413 -> ErrorCode.PAYLOAD_TOO_LARGE.because("The body is too large.");
      case 414 -> ErrorCode.URI_TOO_LONG.because("The address is too long.");
      case 415 -> ErrorCode.UNSUPPORTED_MEDIA_TYPE.because("Send the content type named here.");
      case 428 -> ErrorCode.PRECONDITION_REQUIRED.because("A precondition header is needed.");
      case 429 -> ErrorCode.RATE_LIMITED.because("Too many requests. Slow down.");
      case 431 -> ErrorCode.HEADERS_TOO_LARGE.because("The headers are too large.");
      case 503 -> away();
      default ->
          status >= 400 && status < 500
              ? ErrorCode.MALFORMED_REQUEST.because("The request cannot be read.")
              : null;
    };
  }
}
