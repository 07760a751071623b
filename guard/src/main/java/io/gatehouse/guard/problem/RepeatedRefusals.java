package io.gatehouse.guard.problem;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Scheduler;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a caller that is over its limit out of the log: who is refused thousands of times a second
 * would fill the disk with one fact. The first line stands, the rest is one line when the interval
 * is over.
 */
final class RepeatedRefusals {

  private static final Logger LOG = Logger.getLogger(RepeatedRefusals.class);

  /** So many callers at once; of one that is dropped early the line comes early. */
  private static final int CALLERS = 10_000;

  private record Repeated(ErrorCode code, String note) {}

  private final Cache<Repeated, LongAdder> seen;
  private final Duration interval;

  RepeatedRefusals(Duration interval) {
    this(interval, Ticker.systemTicker(), Scheduler.systemScheduler());
  }

  RepeatedRefusals(Duration interval, Ticker ticker, Scheduler scheduler) {
    this.interval = interval;
    this.seen =
        Caffeine.newBuilder()
            .maximumSize(CALLERS)
            .expireAfterWrite(interval)
            .ticker(ticker)
            .scheduler(scheduler)
            .removalListener(this::summarize)
            .build();
  }

  /**
   * Whether this was said already, in this interval; it is counted.
   *
   * @param note who was refused
   */
  boolean isRepeat(ErrorCode code, String note) {
    if (code != ErrorCode.RATE_LIMITED) {
      return false;
    }
    Repeated refusal = new Repeated(code, note);
    LongAdder more = seen.getIfPresent(refusal);
    if (more == null) {
      LongAdder mine = new LongAdder();
      more = seen.get(refusal, first -> mine);
      if (more == mine) {
        return false;
      }
    }
    more.increment();
    return true;
  }

  private void summarize(@Nullable Repeated refusal, @Nullable LongAdder more, RemovalCause cause) {
    if (refusal != null && more != null && more.sum() > 0) {
      LOG.infof(
          "refused %s %s %d times more within %s",
          refusal.code().code(), refusal.note(), more.sum(), interval);
    }
  }
}
