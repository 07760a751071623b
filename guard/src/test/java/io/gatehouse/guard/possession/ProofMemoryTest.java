package io.gatehouse.guard.possession;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gatehouse.guard.possession.ProofMemory.Answer;
import io.gatehouse.testkit.RedisResource;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two replicas and one real Redis. */
class ProofMemoryTest {

  private static final Duration LONG = Duration.ofSeconds(60);

  private final RedisResource server = new RedisResource();
  private final Vertx vertx = Vertx.vertx();
  private final Redis redis =
      Redis.createClient(vertx, Objects.requireNonNull(server.start().get("quarkus.redis.hosts")));
  private final ProofMemory one = new ProofMemory(redis, LONG, Duration.ofSeconds(5), 100);
  private final ProofMemory other = new ProofMemory(redis, LONG, Duration.ofSeconds(5), 100);

  @AfterEach
  void stop() {
    redis.close();
    vertx.close();
    server.stop();
  }

  @Test
  void proofThatOneReplicaTookIsKnownToTheOtherUntilItCouldNotBeShownAgain()
      throws InterruptedException {
    assertEquals(Answer.NEW, ask(one, "k", "1"));
    assertEquals(Answer.SEEN, ask(one, "k", "1"));
    assertEquals(Answer.SEEN, ask(other, "k", "1"));
    // Another client may happen to choose the same id.
    assertEquals(Answer.NEW, ask(other, "k2", "1"));

    ProofMemory brief = new ProofMemory(redis, Duration.ofMillis(50), LONG, 100);
    assertEquals(Answer.NEW, ask(brief, "k", "2"));
    Thread.sleep(200);
    assertEquals(Answer.NEW, ask(other, "k", "2"));
  }

  @Test
  void withoutRedisEachReplicaKnowsWhatItTookItself() {
    server.stop();
    ProofMemory alone = new ProofMemory(redis, LONG, Duration.ofMillis(200), 100);

    assertEquals(Answer.NEW_HERE, ask(alone, "k", "3"));
    assertEquals(Answer.SEEN, ask(alone, "k", "3"));
  }

  private static Answer ask(ProofMemory memory, String thumbprint, String id) {
    return memory.remember(thumbprint, id).await().atMost(Duration.ofSeconds(10));
  }
}
