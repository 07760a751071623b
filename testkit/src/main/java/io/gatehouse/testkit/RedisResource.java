package io.gatehouse.testkit;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import redis.embedded.RedisServer;

/** A real Redis for one test run, on a free port. */
public final class RedisResource implements QuarkusTestResourceLifecycleManager {

  private @Nullable RedisServer redis;

  @Override
  public Map<String, String> start() {
    try {
      int port = freePort();
      RedisServer started =
          RedisServer.newRedisServer().port(port).bind("127.0.0.1").setting("save \"\"").build();
      started.start();
      redis = started;
      return Map.of("quarkus.redis.hosts", "redis://localhost:" + port);
    } catch (IOException e) {
      throw new UncheckedIOException("Redis did not start", e);
    }
  }

  @Override
  public void stop() {
    if (redis != null) {
      try {
        redis.stop();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
