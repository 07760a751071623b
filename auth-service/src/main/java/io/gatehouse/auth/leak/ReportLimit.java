package io.gatehouse.auth.leak;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.gatehouse.guard.problem.ErrorCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * How often anyone may report, counted by the minute in each replica. Each report costs a look into
 * the database that a stranger can ask for; addresses are many, so there is a bound over all.
 */
@ApplicationScoped
class ReportLimit {

  private static final String ALL = "*";

  private final LeakConfig config;
  private final InstantSource clock;
  private final Cache<String, AtomicInteger> counts =
      Caffeine.newBuilder().maximumSize(20_000).expireAfterWrite(Duration.ofMinutes(2)).build();

  ReportLimit(LeakConfig config, InstantSource clock) {
    this.config = config;
    this.clock = clock;
  }

  /**
   * Counts one report.
   *
   * @throws io.gatehouse.guard.problem.ProblemException 429 beyond the limit
   */
  void spend(@Nullable String address) {
    long now = clock.instant().getEpochSecond();
    long minute = now / 60;
    if (count(String.valueOf(address), minute) > config.perAddress()
        || count(ALL, minute) > config.perMinute()) {
      throw ErrorCode.RATE_LIMITED
          .because("Too many reports in this minute.")
          .retryAfter(Duration.ofSeconds(60 - now % 60));
    }
  }

  private int count(String who, long minute) {
    return counts.get(who + " " + minute, key -> new AtomicInteger()).incrementAndGet();
  }
}
