package io.gatehouse.guard.revocation;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatehouse.guard.revocation.RevocationMetrics.Outcome;
import io.gatehouse.guard.revocation.Revocations.Verdict;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The verifier with a real Redis, which is emptied, frozen and stopped. */
class VerifierLoopTest {

  private final FakeLedger ledger = new FakeLedger();
  private final RevocationMetrics metrics = new RevocationMetrics(new SimpleMeterRegistry());
  private final RevocationConfig config =
      new SmallRyeConfigBuilder()
          .withMapping(RevocationConfig.class)
          .withDefaultValue("gatehouse.revocation.silent-after", "PT0.5S")
          .withDefaultValue("gatehouse.revocation.poll-every", "PT0.3S")
          .build()
          .getConfigMapping(RevocationConfig.class);
  private final Verifier verifier =
      new Verifier(
          "v1",
          Signed.reader(),
          ledger,
          new Freshness(
              config.staleAfter(),
              config.readsWhileStale(),
              InstantSource.system(),
              System::nanoTime),
          metrics,
          List.of());
  private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor();
  private OwnRedis redis;
  private VerifierLoop loop;

  @BeforeEach
  void start() throws IOException {
    redis = new OwnRedis();
    ledger.add(Target.TOKEN, "before-start", Revocation.FOR_GOOD);
    loop = new VerifierLoop("v1", verifier, redis.client, config, InstantSource.system());
    loop.start();
    heart.scheduleAtFixedRate(this::beat, 0, 100, TimeUnit.MILLISECONDS);
    await().until(() -> verifier.position().sequence() == 1);
    await().until(() -> !verifier.misses() && !verifier.doubts(config.silentAfter()));
  }

  private void beat() {
    // Not awaited: with Redis away it is dropped.
    redis.client.send(
        io.vertx.redis.client.Request.cmd(Command.XADD)
            .arg(config.stream())
            .arg("*")
            .arg(Feed.FIELD)
            .arg(Signed.heartbeat(ledger.epoch, ledger.sequence, Instant.now())));
  }

  @AfterEach
  void stop() throws IOException {
    heart.shutdownNow();
    loop.close();
    redis.close();
  }

  private Revocation revoke(String id) {
    return ledger.add(Target.SESSION, id, Revocation.FOR_GOOD);
  }

  private void publish(Revocation r) {
    redis.add(config.stream(), Signed.record(ledger.epoch, r));
  }

  private void refusedWithin(Duration time, String session) {
    await()
        .pollInterval(Duration.ofMillis(2))
        .atMost(time)
        .until(() -> verifier.check(Callers.alice("j", session, Instant.now())) == Verdict.REVOKED);
  }

  @Test
  void recordOnTheStreamRefusesAtOnceAndWithoutAsking() {
    int asked = ledger.asked;
    // The ledger does not show it: only the stream can have brought it.
    ledger.away = true;
    publish(revoke("s1"));
    refusedWithin(Duration.ofMillis(500), "s1");
    assertEquals(asked, ledger.asked);
  }

  @Test
  void withTheStreamSilentTheLedgerIsPolled() throws IOException {
    redis.stop();
    revoke("s1");
    refusedWithin(Duration.ofSeconds(5), "s1");
    assertEquals(Verdict.VALID, verifier.check(Callers.alice(Instant.now())));
  }

  @Test
  void emptiedRedisUnrevokesNothingAndIsFollowedAgain() {
    publish(revoke("s1"));
    refusedWithin(Duration.ofSeconds(5), "s1");
    redis.send(Command.FLUSHALL);
    refusedWithin(Duration.ofSeconds(5), "s1");
    followedAgain();
  }

  @Test
  void restartedEmptyRedisUnrevokesNothingAndIsFollowedAgain() throws IOException {
    publish(revoke("s1"));
    refusedWithin(Duration.ofSeconds(5), "s1");
    redis.stop();
    revoke("while-away");
    refusedWithin(Duration.ofSeconds(5), "while-away");
    redis.start();
    refusedWithin(Duration.ofSeconds(5), "s1");
    followedAgain();
  }

  @Test
  void frozenRedisIsPolledAroundAndFollowedAgain() {
    Thread.startVirtualThread(() -> redis.send(Command.DEBUG, "SLEEP", "3"));
    revoke("s1");
    refusedWithin(Duration.ofSeconds(3), "s1");
    followedAgain();
  }

  /** By the stream alone. */
  private void followedAgain() {
    await()
        .atMost(Duration.ofSeconds(15))
        .until(() -> !verifier.misses() && !verifier.doubts(config.silentAfter()));
    ledger.away = true;
    Revocation r = revoke("again");
    publish(r);
    refusedWithin(Duration.ofSeconds(5), "again");
  }

  @Test
  void gapOnTheStreamIsFilledFromTheLedgerWithinATick() {
    revoke("lost");
    publish(revoke("s2"));
    refusedWithin(Duration.ofMillis(800), "lost");
    refusedWithin(Duration.ofMillis(800), "s2");
    assertTrue(metrics.counted(Outcome.OUT_OF_ORDER) >= 1);
  }

  @Test
  void aFloodOfForgeriesNeitherRefusesAnybodyNorBecomesAFloodOfQuestions() {
    int asked = ledger.asked;
    for (int i = 0; i < 2_000; i++) {
      redis.add(config.stream(), "forged" + i);
    }
    publish(revoke("s1"));
    refusedWithin(Duration.ofSeconds(5), "s1");
    assertEquals(2_000, metrics.counted(Outcome.FORGED));
    assertTrue(ledger.asked - asked < 20, "asked " + (ledger.asked - asked));
    assertEquals(Verdict.VALID, verifier.check(Callers.alice(Instant.now())));
  }

  @Test
  void verifierSaysWhatItAppliedAndSaysGoodbye() {
    publish(revoke("s1"));
    refusedWithin(Duration.ofSeconds(5), "s1");
    await()
        .until(
            () -> words().stream().anyMatch(w -> w.sequence() == 2 && w.verifier().equals("v1")));
    loop.close();
    await().until(() -> words().getLast().lease().isZero());
  }

  private List<Applied> words() {
    List<Applied> words = new ArrayList<>();
    Response all = redis.send(Command.XRANGE, config.appliedStream(), "-", "+");
    assertNotNull(all);
    for (Response entry : all) {
      Map<String, String> fields = new HashMap<>();
      Response flat = entry.get(1);
      for (int i = 0; i + 1 < flat.size(); i += 2) {
        fields.put(flat.get(i).toString(), flat.get(i + 1).toString());
      }
      Applied word = Applied.of(fields);
      assertNotNull(word);
      words.add(word);
    }
    return words;
  }
}
