package io.gatehouse.guard.limit;

import io.gatehouse.guard.GuardConfig;
import io.gatehouse.guard.credential.ForeignDoor;
import io.gatehouse.guard.problem.ErrorCode;
import io.gatehouse.guard.problem.ProblemException;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Refuses what is too large before anything is read or asked. */
@ApplicationScoped
class RequestLimits {

  /** Behind the security headers, before authentication. */
  private static final int EARLY = 29_000;

  private final long usualBody;
  private final Map<String, Long> largerBodies;
  private final long uri;
  private final long headers;

  RequestLimits(GuardConfig config) {
    this.usualBody = config.limits().body().asLongValue();
    this.largerBodies =
        config.limits().largerBody().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().asLongValue()));
    this.uri = config.limits().uri().asLongValue();
    this.headers = config.limits().headers().asLongValue();
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, EARLY);
  }

  private void check(RoutingContext request) {
    if (ForeignDoor.isClaimed(request)) {
      request.next();
      return;
    }
    long body = largerBodies.getOrDefault(request.normalizedPath(), usualBody);
    request.put(BodyLimit.ATTRIBUTE, body);
    ProblemException refusal = refusal(request.request(), body);
    if (refusal == null) {
      request.next();
    } else {
      request.fail(refusal.code().status(), refusal);
    }
  }

  private @Nullable ProblemException refusal(HttpServerRequest request, long body) {
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
    long length = length(request.getHeader(HttpHeaders.CONTENT_LENGTH));
    if (length <= body) {
      return null;
    }
    // A little too much is read and dropped, so that the answer arrives; a lot is not.
    if (length > body * 16) {
      request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
    return BodyLimit.tooLarge(body);
  }

  /** More than 18 digits is too long whatever they are; what is no number, the server refused. */
  private static long length(@Nullable String text) {
    if (text == null) {
      return 0;
    }
    try {
      return text.length() > 18 ? Long.MAX_VALUE : Long.parseLong(text);
    } catch (NumberFormatException e) {
      return Long.MAX_VALUE;
    }
  }
}
