package io.gatehouse.guard.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatehouse.guard.GuardConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Turns a {@link ProblemException} into what leaves the service, wherever it was raised: status,
 * headers, body, one count, and one log line but for who is over a limit again and again.
 */
@ApplicationScoped
public class Refusals {

  private static final Logger LOG = Logger.getLogger(Refusals.class);
  private static final String ATTRIBUTE = "gatehouse.refusal";
  private static final Duration DEFAULT_RETRY = Duration.ofSeconds(2);

  /** Apart from the application's own mapper: a service's naming rules must not bend a problem. */
  private static final ObjectMapper JSON = new ObjectMapper();

  private final MeterRegistry meters;
  private final List<RefusalView> views;
  private final RepeatedRefusals repeated;
  private final @Nullable URI resourceMetadata;

  Refusals(MeterRegistry meters, @All List<RefusalView> views, GuardConfig config) {
    this.meters = meters;
    this.views = views;
    this.repeated = new RepeatedRefusals(config.quota().logEvery());
    this.resourceMetadata = config.resourceMetadata().orElse(null);
  }

  /** A refusal, ready to be sent. */
  public record Answer(int status, Map<String, String> headers, String body) {}

  /** Why this request was refused; null if it was not, or not yet. */
  public static @Nullable ErrorCode of(RoutingContext request) {
    return request.get(ATTRIBUTE);
  }

  /**
   * The answer to a request that ends here; it is logged and counted by the call.
   *
   * @param scope the scopes that would have been enough, if the endpoint names any
   */
  public Answer answer(RoutingContext request, ProblemException problem, @Nullable String scope) {
    String traceId = TraceId.of(request);
    ErrorCode code = problem.code();
    request.put(ATTRIBUTE, code);
    meters.counter("gatehouse.problems", "code", code.code()).increment();
    String note = LogNote.of(request);
    if (!repeated.isRepeat(code, note)) {
      LOG.infof(
          "refused %s %s %s %s trace=%s",
          code.code(),
          request.request().method(),
          Printable.of(request.request().path()),
          note,
          traceId);
    }
    Problem body = Problem.of(code, problem.detail(), traceId, problem.violations());
    Map<String, String> headers = headers(request, problem, scope);
    for (RefusalView view : views) {
      Answer shown = view.show(request, body, headers);
      if (shown != null) {
        return shown;
      }
    }
    return new Answer(code.status(), headers, json(body));
  }

  private Map<String, String> headers(
      RoutingContext request, ProblemException problem, @Nullable String scope) {
    ErrorCode code = problem.code();
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", Problem.MEDIA_TYPE);
    headers.put("Cache-Control", "no-store");
    String challenge =
        Challenge.of(
            code, problem.detail(), scope, resourceMetadata, Challenges.proofAlgorithms(request));
    if (challenge != null) {
      headers.put("WWW-Authenticate", challenge);
    }
    Duration wait = problem.retryAfter();
    if (wait != null || code.status() == 503 || code.status() == 429) {
      headers.put("Retry-After", wholeSeconds(wait == null ? DEFAULT_RETRY : wait));
    }
    return headers;
  }

  private static String wholeSeconds(Duration wait) {
    return Long.toString(Math.max(1, wait.plusMillis(999).toSeconds()));
  }

  private static String json(Problem problem) {
    try {
      return JSON.writeValueAsString(problem);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A problem can always be written", e);
    }
  }
}
