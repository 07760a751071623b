package io.gatehouse.guard.problem;

import io.vertx.ext.web.RoutingContext;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.MDC;

/**
 * The id under which a request is found in logs and traces: that of OpenTelemetry where it runs
 * (W3C Trace Context §3.2.2.3), else one of the same form that is made when first asked for.
 */
public final class TraceId {

  private static final String KEY = "gatehouse.traceId";

  private TraceId() {}

  public static String of(RoutingContext request) {
    String known = request.get(KEY);
    if (known != null) {
      return known;
    }
    Object traced = MDC.get("traceId");
    String id = traced instanceof String text && !text.isEmpty() ? text : random();
    request.put(KEY, id);
    return id;
  }

  private static String random() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
  }
}
