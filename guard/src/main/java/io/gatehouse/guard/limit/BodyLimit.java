package io.gatehouse.guard.limit;

import io.gatehouse.guard.GuardConfig;
import io.gatehouse.guard.problem.ErrorCode;
import io.gatehouse.guard.problem.ProblemException;
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

  /** Asked for late: Quarkus makes readers before there is a configuration of this run. */
  private final Instance<GuardConfig> config;

  BodyLimit(Instance<GuardConfig> config) {
    this.config = config;
  }

  static ProblemException tooLarge(long limit) {
    return ErrorCode.PAYLOAD_TOO_LARGE.because("A body may have " + limit + " bytes.");
  }

  @Override
  public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
    long limit = config.get().limits().body().asLongValue();
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
