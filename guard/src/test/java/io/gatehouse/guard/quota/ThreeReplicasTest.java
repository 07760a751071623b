package io.gatehouse.guard.quota;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatehouse.guard.quota.QuotaVerdict.Over;
import io.gatehouse.guard.quota.QuotaVerdict.Unknown;
import io.gatehouse.guard.quota.QuotaVerdict.Within;
import io.gatehouse.guard.quota.RateLimit.OnStoreLoss;
import io.gatehouse.guard.revocation.OwnRedis;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.redis.client.Command;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Three replicas of a service, one real Redis, real time. */
class ThreeReplicasTest {

  private static OwnRedis redis;

  /** One replica: what it asked of Redis is counted. */
  private static final class Replica {

    final AtomicLong asked = new AtomicLong();
    final StoreHealth health = new StoreHealth(Duration.ofMillis(200), System::nanoTime);
    final Meter meter;

    Replica(Quota quota) {
      RedisPermits permits = new RedisPermits(redis.client, seconds(1), 3);
      PermitStore counted =
          (q, ask) -> {
            asked.incrementAndGet();
            return permits.take(q, ask);
          };
      meter =
          new Meter(
              quota,
              counted,
              health,
              new QuotaMetrics(new SimpleMeterRegistry(), health),
              new Meter.Terms(Duration.ofSeconds(1), 3),
              System::nanoTime);
    }

    QuotaVerdict take() {
      QuotaVerdict now = meter.takeNow();
      return now != null ? now : meter.takeLater().await().atMost(Duration.ofSeconds(5));
    }

    Uni<QuotaVerdict> start() {
      QuotaVerdict now = meter.takeNow();
      return now != null ? Uni.createFrom().item(now) : meter.takeLater();
    }
  }

  @BeforeAll
  static void start() throws Exception {
    redis = new OwnRedis();
  }

  @AfterAll
  static void stop() throws Exception {
    redis.close();
  }

  private static List<Replica> three(String owner, long requests, int seconds, long burst) {
    return three(owner, requests, seconds, burst, OnStoreLoss.closed);
  }

  private static List<Replica> three(
      String owner, long requests, int seconds, long burst, OnStoreLoss loss) {
    RateLimit limit = new RateLimit(requests, Duration.ofSeconds(seconds), burst, loss);
    Quota quota = new Quota(Quota.Kind.key, owner, limit);
    return List.of(new Replica(quota), new Replica(quota), new Replica(quota));
  }

  @Test
  void threeReplicasTogetherAdmitNoMoreThanOnePercentOverTheLimit() throws Exception {
    List<Replica> replicas = three("steady", 500, 1, 100);
    long began = System.nanoTime();
    long admitted = 0;
    long sent = 0;
    while (System.nanoTime() - began < Duration.ofSeconds(3).toNanos()) {
      List<Uni<QuotaVerdict>> round = new ArrayList<>();
      for (Replica replica : replicas) {
        round.add(replica.start());
      }
      for (Uni<QuotaVerdict> one : round) {
        sent++;
        admitted += one.await().atMost(Duration.ofSeconds(5)) instanceof Within ? 1 : 0;
      }
      Thread.sleep(1);
    }
    double allowed = 100 + 500 * (System.nanoTime() - began) / 1e9;
    System.out.printf(
        "sent %d, admitted %d of %.0f allowed, questions to Redis %d%n",
        sent, admitted, allowed, replicas.stream().mapToLong(r -> r.asked.get()).sum());
    assertTrue(admitted <= allowed * 1.01);
    if (sent > allowed * 1.5) {
      // Not by refusing too many: a slow machine cannot send enough to tell.
      assertTrue(admitted > allowed * 0.9);
    }
  }

  @Test
  void smallLimitIsKeptByThreeReplicasThatNeverWaitForRedisOnceTheyKnowIt() throws Exception {
    List<Replica> replicas = three("small", 15, 1, 15);
    for (Replica replica : replicas) {
      assertInstanceOf(Within.class, replica.take());
    }
    long began = System.nanoTime();
    long admitted = 3;
    long sent = 3;
    long waited = 0;
    while (System.nanoTime() - began < Duration.ofSeconds(4).toNanos()) {
      for (Replica replica : replicas) {
        QuotaVerdict now = replica.meter.takeNow();
        sent++;
        waited += now == null ? 1 : 0;
        QuotaVerdict verdict =
            now != null ? now : replica.meter.takeLater().await().atMost(seconds(5));
        admitted += verdict instanceof Within ? 1 : 0;
      }
      Thread.sleep(5);
    }
    double allowed = 15 + 15 * (System.nanoTime() - began) / 1e9;
    System.out.printf(
        "sent %d, admitted %d of %.0f allowed, waited %d%n", sent, admitted, allowed, waited);
    // What the three may be ahead of Redis at any time, and no more the longer it lasts.
    assertTrue(admitted <= allowed + 2);
    // A stalled machine may hold an answer up for longer than the pause.
    assertTrue(waited <= sent / 100, waited + " of " + sent);
  }

  @Test
  void busyKeyIsNotAQuestionForEachRequest() throws Exception {
    Replica replica = three("busy", 10_000, 1, 10_000).getFirst();
    for (int i = 0; i < 2_000; i++) {
      assertInstanceOf(Within.class, replica.take());
    }
    assertTrue(replica.asked.get() < 200);
  }

  @Test
  void oneRequestAMinuteIsOneOverAllReplicas() {
    List<Replica> replicas = three("rare", 1, 60, 1);
    assertInstanceOf(Within.class, replicas.get(1).take());
    for (Replica replica : replicas) {
      Over over = assertInstanceOf(Over.class, replica.take());
      assertTrue(over.after().compareTo(seconds(50)) > 0);
      assertTrue(over.after().compareTo(seconds(60)) <= 0);
    }
  }

  @Test
  void refusalThatIsKnownIsNoQuestionToTheStore() {
    Replica replica = three("known", 1, 60, 1).getFirst();
    replica.take();
    replica.take();
    long asked = replica.asked.get();
    for (int i = 0; i < 100; i++) {
      assertInstanceOf(Over.class, replica.take());
    }
    assertEquals(asked, replica.asked.get());
  }

  @Test
  void tighterLimitThatIsLoosenedDoesNotHoldTheKeyUp() {
    Replica before = three("loosened", 1, 3600, 10).getFirst();
    for (int i = 0; i < 11; i++) {
      before.take();
    }
    assertInstanceOf(Over.class, before.take());
    Replica after = three("loosened", 100, 1, 10).getFirst();
    await().atMost(seconds(5)).untilAsserted(() -> assertInstanceOf(Within.class, after.take()));
  }

  @Test
  void permitThatIsGivenBackIsTheNextOnes() {
    Replica replica = three("given-back", 1, 60, 1).getFirst();
    assertInstanceOf(Within.class, replica.take());
    replica.meter.giveBack();
    assertInstanceOf(Within.class, replica.take());
    assertInstanceOf(Over.class, replica.take());
  }

  @Test
  void withoutRedisAKeyIsClosedOrHasItsShareAndAllIsWellWhenItIsBack() throws Exception {
    try (OwnRedis mine = new OwnRedis()) {
      OwnRedis shared = redis;
      redis = mine;
      try {
        Replica closed = three("closed", 60, 60, 30, OnStoreLoss.closed).getFirst();
        List<Replica> shares = three("share", 60, 60, 30, OnStoreLoss.localShare);
        await()
            .atMost(seconds(15))
            .untilAsserted(() -> assertInstanceOf(Within.class, closed.take()));
        mine.stop();
        // What is within is let in until two questions have had no answer.
        await()
            .atMost(seconds(15))
            .untilAsserted(() -> assertInstanceOf(Unknown.class, closed.take()));
        for (Replica replica : shares) {
          // A third of the burst each.
          for (int i = 0; i < 10; i++) {
            assertInstanceOf(Within.class, replica.take());
          }
          assertInstanceOf(Over.class, replica.take());
        }
        mine.start();
        await()
            .atMost(seconds(15))
            .untilAsserted(() -> assertInstanceOf(Within.class, closed.take()));
      } finally {
        redis = shared;
      }
    }
  }

  @Test
  void frozenRedisHoldsTheFirstRequestOfAnUnknownKeyUpAndNoOther() throws Exception {
    try (OwnRedis mine = new OwnRedis()) {
      OwnRedis shared = redis;
      redis = mine;
      try {
        Replica replica = three("frozen", 60, 60, 30, OnStoreLoss.localShare).getFirst();
        // Connected before, or the connection would be what fails.
        mine.send(Command.PING);
        mine.send(Command.CLIENT, "PAUSE", 4000, "ALL");
        Thread.sleep(100);
        assertInstanceOf(Within.class, replica.take());
        assertTrue(replica.health.isLost());
        long before = System.nanoTime();
        assertInstanceOf(Within.class, replica.take());
        assertTrue(System.nanoTime() - before < Duration.ofMillis(200).toNanos());
        await()
            .atMost(seconds(15))
            .until(() -> {
              replica.take();
              return !replica.health.isLost();
            });
      } finally {
        redis = shared;
      }
    }
  }

  private static Duration seconds(int seconds) {
    return Duration.ofSeconds(seconds);
  }
}
