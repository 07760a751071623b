package io.gatehouse.e2e.fault;

import static io.gatehouse.e2e.fault.Scene.POLLED;
import static io.gatehouse.e2e.fault.Scene.assertWithin;

import io.gatehouse.e2e.stack.Deployment;
import io.gatehouse.e2e.stack.Part;
import io.gatehouse.e2e.stack.RedisRecords;
import io.vertx.redis.client.Command;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The feed's Redis away or without its memory: revocations arrive by the poll, nothing is
 * un-revoked, nobody else notices, and the stream is followed again.
 */
@Order(Integer.MAX_VALUE)
@Timeout(180)
class RedisFaultTest {

  private Scene scene;

  @BeforeEach
  void open() {
    scene = Scene.open();
  }

  @Test
  void stoppedRedisDelaysRevocationsByThreeSecondsAtMost() {
    whileRegularsComeAndGo(() -> {
      try (Part.Away away = Part.REDIS.takeAway()) {
        assertWithin(POLLED, scene.turnAwayInUse());
        assertWithin(POLLED, scene.turnAwayInUse());
      }
      assertWithin(POLLED, scene.turnAwayInUse());
    });
  }

  @Test
  void frozenRedisDelaysRevocationsByThreeSecondsAtMost() {
    whileRegularsComeAndGo(() -> {
      try (Part.Away away = Part.REDIS.freeze()) {
        assertWithin(POLLED, scene.turnAwayInUse());
        assertWithin(POLLED, scene.turnAwayInUse());
      }
      assertWithin(POLLED, scene.turnAwayInUse());
    });
  }

  @Test
  void emptiedRedisUnrevokesNothing() {
    whileRegularsComeAndGo(() -> {
      assertWithin(POLLED, scene.turnAwayInUse());
      empty();
      assertWithin(POLLED, scene.turnAwayInUse());
      assertWithin(POLLED, scene.turnAwayInUse());
    });
  }

  @Test
  void redisThatIsRestartedEmptyUnrevokesNothing() {
    whileRegularsComeAndGo(() -> {
      assertWithin(POLLED, scene.turnAwayInUse());
      // What it forgets now it does not find in its file either.
      empty();
      try (Part.Away away = Part.REDIS.takeAway()) {
        assertWithin(POLLED, scene.turnAwayInUse());
      }
      assertWithin(POLLED, scene.turnAwayInUse());
    });
  }

  private void whileRegularsComeAndGo(Runnable fault) {
    try (Regulars regulars = scene.regulars(scene.verifiers)) {
      fault.run();
      scene.awaitFollowed();
      regulars.assertNeverRefused();
    }
    scene.assertNobodyIsBack();
  }

  private static void empty() {
    try (RedisRecords redis = new RedisRecords(Deployment.redis().orElseThrow())) {
      redis.send(Command.FLUSHALL);
    }
  }
}
