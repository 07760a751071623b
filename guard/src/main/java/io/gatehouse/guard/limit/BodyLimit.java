package io.gatehouse.guard.limit;

import io.gatehouse.guard.GuardConfig;
import io.gatehouse.guard.problem.ErrorCode;
import io.gatehouse.guard.problem.ProblemException;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A body is there, and it is no longer than allowed even if it does not say how long it is
 * (chunked): an endpoint never sees null for a body that was left out.
 */
@Provider
class BodyLimit implements ReaderInterceptor {

  /** In the request: how long its body may be, if not as long as usual. */
  static final String ATTRIBUTE = "gatehouse.body-limit";

  /** Asked for late: Quarkus makes readers before there is a configuration of this run. */
  private final Instance<GuardConfig> config;

  private final Instance<CurrentVertxRequest> current;

  BodyLimit(Instance<GuardConfig> config, Instance<CurrentVertxRequest> current) {
    this.config = config;
    this.current = current;
  }

  private long limit() {
    RoutingContext request = current.get().getCurrent();
    Long ofPath = request == null ? null : request.get(ATTRIBUTE);
    return ofPath == null ? config.get().limits().body().asLongValue() : ofPath;
  }

  static ProblemException tooLarge(long limit) {
    return ErrorCode.PAYLOAD_TOO_LARGE.because("A body may have " + limit + " bytes.");
  }

  @Override
  public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
    long limit = limit();
    context.setInputStream(new Counted(context.getInputStream(), limit));
    @Nullable Object body = context.proceed();
    if (body == null) {
      throw ErrorCode.MALFORMED_REQUEST.because("This needs a body.");
    }
    return body;
  }

  private static final class Counted extends FilterInputStream {

    private final long limit;
    private long left;

    Counted(InputStream in, long limit) {
      super(in);
      this.limit = limit;
      this.left = limit;
    }

    @Override
    public int read() throws IOException {
      int next = super.read();
      count(next < 0 ? 0 : 1);
      return next;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int got = super.read(into, offset, length);
      count(Math.max(0, got));
      return got;
    }

    private void count(int got) {
      left -= got;
      if (left < 0) {
        throw tooLarge(limit);
      }
    }
  }
}
