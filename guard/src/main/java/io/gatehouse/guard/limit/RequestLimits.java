package io.gatehouse.guard.limit;

import io.gatehouse.guard.GuardConfig;
import io.gatehouse.guard.problem.ErrorCode;
import io.gatehouse.guard.problem.ProblemException;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Refuses what is too large before anything is read or asked. */
@ApplicationScoped
class RequestLimits {

  /** Behind the security headers, before authentication. */
  private static final int EARLY = 29_000;

  private final long body;
  private final long uri;
  private final long headers;

  RequestLimits(GuardConfig config) {
    this.body = config.limits().body().asLongValue();
    this.uri = config.limits().uri().asLongValue();
    this.headers = config.limits().headers().asLongValue();
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, EARLY);
  }

  private void check(RoutingContext request) {
    ProblemException refusal = refusal(request.request());
    if (refusal == null) {
      request.next();
    } else {
      request.fail(refusal.code().status(), refusal);
    }
  }

  private @Nullable ProblemException refusal(HttpServerRequest request) {
    if (request.uri().length() > uri) {
      return ErrorCode.URI_TOO_LONG.because("An address may have " + uri + " characters.");
    }
    long weight = 0;
    for (Map.Entry<String, String> header : request.headers()) {
      weight += header.getKey().length() + header.getValue().length();
    }
    if (weight > headers) {
      return ErrorCode.HEADERS_TOO_LARGE.because(
          "All headers together may have " + headers + " characters.");
    }
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return length != null && isLongerThanAllowed(length) ? BodyLimit.tooLarge(body) : null;
  }

  /** More than 18 digits is too long whatever they are; what is no number, the server refused. */
  private boolean isLongerThanAllowed(String length) {
    try {
      return length.length() > 18 || Long.parseLong(length) > body;
    } catch (NumberFormatException e) {
      return true;
    }
  }
}
