package io.gatehouse.guard.quota;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.gatehouse.guard.GuardConfig;
import io.gatehouse.guard.problem.ErrorCode;
import io.gatehouse.guard.problem.ProblemException;
import io.gatehouse.guard.quota.QuotaVerdict.Over;
import io.gatehouse.guard.quota.QuotaVerdict.Unknown;
import io.gatehouse.guard.quota.QuotaVerdict.Within;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.redis.client.Redis;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Charges a request that has been admitted, and refuses it if it is over a limit. */
@Singleton
public class QuotaGate {

  private static final Logger LOG = Logger.getLogger(QuotaGate.class);
  private static final Uni<Void> PASSED = Uni.createFrom().voidItem();

  /** Asked about at start, with nothing to charge. */
  private static final Quota NOBODY =
      new Quota(
          Quota.Kind.key,
          "nobody",
          new RateLimit(1, Duration.ofSeconds(1), 1, RateLimit.OnStoreLoss.closed));

  private final PermitStore store;
  private final LoadingCache<Quota, Meter> meters;
  private final QuotaMetrics metrics;

  QuotaGate(GuardConfig config, Instance<Redis> redis, MeterRegistry registry) {
    GuardConfig.Quota settings = config.quota();
    StoreHealth health = new StoreHealth(settings.probeEvery(), System::nanoTime);
    this.metrics = new QuotaMetrics(registry, health);
    Meter.Terms terms = new Meter.Terms(settings.leaseLife(), settings.replicas());
    this.store =
        (quota, ask) ->
            new RedisPermits(redis.get(), settings.timeout(), settings.replicas()).take(quota, ask);
    // Forgotten while a lease lives, a meter costs its owner those permits, and gives nobody more.
    this.meters =
        Caffeine.newBuilder()
            .maximumSize(settings.rememberedAccounts())
            .expireAfterAccess(Duration.ofHours(1))
            .build(quota -> new Meter(quota, store, health, metrics, terms, System::nanoTime));
  }

  /** Connects, so that no caller's first request pays for it, or takes it for a loss. */
  void start(@Observes StartupEvent event) {
    Uni.createFrom()
        .deferred(() -> store.take(NOBODY, new PermitStore.Ask(0, 0)))
        .subscribe()
        .with(answer -> {}, failure -> LOG.infof("no permits yet at start: %s", failure));
  }

  /**
   * Charges each quota, or none: a failure is a {@link ProblemException}, 429 or 503.
   *
   * @param answer headers of the response, which get the {@code RateLimit} fields
   * @param resume brings an outcome that had to be waited for back to the caller's thread
   */
  public Uni<Void> charge(
      List<Quota> quotas, MultiMap answer, UnaryOperator<Uni<QuotaVerdict>> resume) {
    return charge(quotas, 0, answer, resume);
  }

  private Uni<Void> charge(
      List<Quota> quotas, int index, MultiMap answer, UnaryOperator<Uni<QuotaVerdict>> resume) {
    if (index == quotas.size()) {
      return PASSED;
    }
    Quota quota = quotas.get(index);
    Meter meter = meters.get(quota);
    QuotaVerdict now = meter.takeNow();
    if (now != null) {
      return settle(quotas, index, now, answer, resume);
    }
    return resume
        .apply(meter.takeLater())
        .chain(verdict -> settle(quotas, index, verdict, answer, resume));
  }

  private Uni<Void> settle(
      List<Quota> quotas,
      int index,
      QuotaVerdict verdict,
      MultiMap answer,
      UnaryOperator<Uni<QuotaVerdict>> resume) {
    Quota quota = quotas.get(index);
    RateLimitFields.add(answer, quota, verdict);
    ProblemException refusal = refusal(quota, verdict);
    if (refusal == null) {
      return charge(quotas, index + 1, answer, resume);
    }
    for (Quota charged : quotas.subList(0, index)) {
      meters.get(charged).giveBack();
    }
    return Uni.createFrom().failure(refusal);
  }

  private @Nullable ProblemException refusal(Quota quota, QuotaVerdict verdict) {
    return switch (verdict) {
      case Within within -> {
        metrics.request(quota.kind(), "admitted");
        yield null;
      }
      case Over(Duration wait) -> {
        metrics.request(quota.kind(), "limited");
        yield ErrorCode.RATE_LIMITED
            .because("The limit of this " + quota.kind() + " is reached.")
            .retryAfter(wait);
      }
      case Unknown unknown -> {
        metrics.request(quota.kind(), "unknown");
        yield ErrorCode.DEPENDENCY_UNAVAILABLE
            .because("The limit of this " + quota.kind() + " cannot be checked at present.")
            .retryAfter(Duration.ofSeconds(1));
      }
    };
  }
}
