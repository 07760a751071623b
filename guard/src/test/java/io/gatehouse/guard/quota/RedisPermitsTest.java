package io.gatehouse.guard.quota;

import io.gatehouse.guard.revocation.OwnRedis;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class RedisPermitsTest implements PermitStoreContract {

  private static OwnRedis redis;

  @BeforeAll
  static void start() throws Exception {
    redis = new OwnRedis();
  }

  @AfterAll
  static void stop() throws Exception {
    redis.close();
  }

  @Override
  public PermitStore store() {
    return new RedisPermits(redis.client, Duration.ofSeconds(3), 3);
  }
}
