package io.gatehouse.guard.quota;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatehouse.guard.quota.QuotaVerdict.Over;
import io.gatehouse.guard.quota.QuotaVerdict.Within;
import io.gatehouse.guard.quota.RateLimit.OnStoreLoss;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class MeterTest {

  private static final int REPLICAS = 3;
  private static final long SECOND = 1_000_000_000L;

  /** Each replica has three times what it could let in by itself, evenly spaced. */
  @Property(tries = 150)
  void atASteadyLoadReplicasAdmitOnePercentTooManyAtMostAndOnlyTheFirstRequestsWait(
      @ForAll @IntRange(min = 1, max = 30) int requests,
      @ForAll @IntRange(min = 1, max = 5) int seconds,
      @ForAll @IntRange(min = 1, max = 40) int burst,
      @ForAll @LongRange(min = 0, max = 9_000_000) long latency,
      @ForAll Random random) {
    RateLimit limit =
        new RateLimit(requests, Duration.ofSeconds(seconds), burst, OnStoreLoss.closed);
    long interval = seconds * SECOND / requests;
    long length = 300 * interval;
    Simulation replicas = new Simulation(limit, REPLICAS, latency);
    for (int replica = 0; replica < REPLICAS; replica++) {
      // Slower than the store answers, or the first ones would wait together.
      long pause = Math.max(10_000_000, interval / 3);
      for (long at = random.nextLong(pause); at < length; at += pause) {
        replicas.request(replica, at);
      }
    }
    replicas.run();
    long allowed = burst + length / interval;
    assertTrue(
        replicas.admitted().size() <= allowed + (REPLICAS - 1),
        replicas.admitted().size() + " of " + allowed);
    assertTrue(replicas.admitted().size() <= allowed * 1.01 || allowed < 200);
    if (replicas.sent() > 1.5 * allowed) {
      assertTrue(
          replicas.admitted().size() >= allowed * 0.97 - 1,
          replicas.admitted().size() + " of " + allowed);
    }
    assertEquals(REPLICAS, replicas.waited());
  }

  /** Crowds and silences, whatever comes. */
  @Property(tries = 150)
  void whateverComesNoWindowHasMoreThanAnotherBurst(
      @ForAll @IntRange(min = 1, max = 60) int requests,
      @ForAll @IntRange(min = 1, max = 5) int seconds,
      @ForAll @IntRange(min = 1, max = 40) int burst,
      @ForAll @LongRange(min = 0, max = 50_000_000) long latency,
      @ForAll Random random) {
    RateLimit limit =
        new RateLimit(requests, Duration.ofSeconds(seconds), burst, OnStoreLoss.closed);
    long interval = seconds * SECOND / requests;
    Simulation replicas = new Simulation(limit, REPLICAS, latency);
    long at = 0;
    for (int crowd = 0; crowd < 60; crowd++) {
      at += (long) (random.nextDouble() * random.nextDouble() * 3 * burst * interval);
      for (int i = random.nextInt(2 * burst + 2); i > 0; i--) {
        replicas.request(random.nextInt(REPLICAS), at + random.nextLong(1_000_000));
      }
    }
    replicas.run();
    var admitted = replicas.admitted();
    for (int i = 0; i < admitted.size(); i++) {
      for (int j = i; j < admitted.size(); j++) {
        long window = admitted.get(j) - admitted.get(i);
        // Leases of before the window, used in it, are two lease lives of the rate at most.
        long allowed = burst + (window + 2 * SECOND) / interval + 1 + Math.max(burst, REPLICAS);
        assertTrue(j - i + 1 <= allowed, (j - i + 1) + " of " + allowed);
      }
    }
  }

  private static final RateLimit FIFTEEN =
      new RateLimit(15, Duration.ofSeconds(1), 15, OnStoreLoss.closed);

  @Test
  void crowdAtAllReplicasAtOnceGetsTheBurstAndWhatItGetsBeyondIsMissingAfterwards() {
    Simulation replicas = new Simulation(FIFTEEN, REPLICAS, 20_000_000);
    long full = SECOND / 2;
    for (int replica = 0; replica < REPLICAS; replica++) {
      replicas.request(replica, 0);
      for (int i = 0; i < 30; i++) {
        replicas.request(replica, full);
      }
      for (int i = 1; i <= 400; i++) {
        replicas.request(replica, full + i * 25_000_000L);
      }
    }
    replicas.run();
    long atOnce = replicas.admitted().stream().filter(at -> at < full + SECOND / 10).count();
    // The shares of the two others, that the store does not know of yet.
    assertTrue(atOnce - REPLICAS <= 15 + 1 + 10, atOnce + " at once");
    assertTrue(replicas.admitted().size() <= REPLICAS + 15 + 150 + 2);
  }

  @Test
  void replicaThatHasHeardNothingForLongIsWrongByOneAtMost() {
    Simulation replicas = new Simulation(FIFTEEN, REPLICAS, 20_000_000);
    replicas.request(0, 0);
    replicas.request(1, 0);
    long later = 5 * SECOND;
    for (int i = 0; i < 60; i++) {
      replicas.request(1, later + i * 1_000_000L);
      replicas.request(0, later + 100_000_000);
    }
    replicas.run();
    long allowed = 15 + 15 * 160 / 1000;
    assertTrue(replicas.admitted().size() - 2 <= allowed + 1, replicas.admitted() + "");
  }

  @Test
  void knownAccountIsAnsweredThoughTheStoreNeverAnswersAgain() {
    long[] now = {0};
    SimulatedPermits permits = new SimulatedPermits(() -> now[0]);
    boolean[] silent = {false};
    StoreHealth health = new StoreHealth(Duration.ofSeconds(1), () -> now[0]);
    Meter meter =
        new Meter(
            new Quota(
                Quota.Kind.key,
                "one",
                new RateLimit(1, Duration.ofSeconds(10), 1, OnStoreLoss.closed)),
            (quota, ask) ->
                silent[0]
                    ? Uni.createFrom().completionStage(new CompletableFuture<>())
                    : permits.take(quota, ask),
            health,
            new QuotaMetrics(new SimpleMeterRegistry(), health),
            new Meter.Terms(Duration.ofSeconds(1), REPLICAS),
            () -> now[0]);
    assertInstanceOf(Within.class, meter.takeLater().await().indefinitely());
    silent[0] = true;
    assertInstanceOf(Over.class, meter.takeNow());
    now[0] += Duration.ofSeconds(11).toNanos();
    assertInstanceOf(Within.class, meter.takeNow());
    assertInstanceOf(Over.class, meter.takeNow());
  }

  @Test
  void oneQuestionWithoutAnswerIsNoLossAndTheSecondIs() {
    long[] now = {0};
    StoreHealth health = new StoreHealth(Duration.ofSeconds(1), () -> now[0]);
    health.failed(new IllegalStateException("late"), 0);
    // Asked before the first one failed: the same hiccup.
    now[0] = 10;
    health.failed(new IllegalStateException("late"), -5);
    assertEquals(false, health.isLost());
    health.failed(new IllegalStateException("late"), 5);
    assertEquals(true, health.isLost());
    health.answered();
    assertEquals(false, health.isLost());
  }
}
