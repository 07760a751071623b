package io.gatehouse.guard.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatehouse.guard.GuardConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Turns a {@link ProblemException} into what leaves the service, wherever it was raised: status,
 * headers, body, one log line and one count.
 */
@ApplicationScoped
public class Refusals {

  private static final Logger LOG = Logger.getLogger(Refusals.class);
  private static final Duration DEFAULT_RETRY = Duration.ofSeconds(2);

  /** Apart from the application's own mapper: a service's naming rules must not bend a problem. */
  private static final ObjectMapper JSON = new ObjectMapper();

  private final MeterRegistry meters;
  private final @Nullable URI resourceMetadata;

  Refusals(MeterRegistry meters, GuardConfig config) {
    this.meters = meters;
    this.resourceMetadata = config.resourceMetadata().orElse(null);
  }

  /** A refusal, ready to be sent. */
  public record Answer(int status, Map<String, String> headers, String body) {}

  /** The answer to a request that ends here; it is logged and counted by the call. */
  public Answer answer(RoutingContext request, ProblemException problem, @Nullable String scope) {
    String traceId = TraceId.of(request);
    ErrorCode code = problem.code();
    Problem body = Problem.of(code, problem.detail(), traceId, problem.violations());
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", Problem.MEDIA_TYPE);
    headers.put("Cache-Control", "no-store");
    String challenge = Challenge.of(code, problem.detail(), scope, resourceMetadata);
    if (challenge != null) {
      headers.put("WWW-Authenticate", challenge);
    }
    Duration wait = problem.retryAfter();
    if (wait != null || code.status() == 503 || code.status() == 429) {
      headers.put("Retry-After", wholeSeconds(wait == null ? DEFAULT_RETRY : wait));
    }
    meters.counter("gatehouse.problems", "code", code.code()).increment();
    LOG.infof(
        "refused %s %s %s trace=%s",
        code.code(), request.request().method(), printable(request.normalizedPath()), traceId);
    return new Answer(code.status(), headers, json(body));
  }

  private static String wholeSeconds(Duration wait) {
    return Long.toString(Math.max(1, wait.plusMillis(999).toSeconds()));
  }

  /** A path is written by a stranger: no line break of theirs reaches the log, and no flood. */
  static String printable(String text) {
    int length = Math.min(text.length(), 200);
    StringBuilder out = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      out.append(c > 0x20 && c < 0x7f ? c : '?');
    }
    return out.toString();
  }

  private static String json(Problem problem) {
    try {
      return JSON.writeValueAsString(problem);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A problem can always be written", e);
    }
  }
}
