package io.gatehouse.orders.fault;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import redis.embedded.RedisServer;

/** A real Redis that a test can stop and start again: same port, nothing kept. */
public final class StoppableRedis implements QuarkusTestResourceLifecycleManager {

  private int port;
  private @Nullable RedisServer server;

  @Override
  public Map<String, String> start() {
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    up();
    return Map.of("quarkus.redis.hosts", "redis://localhost:" + port);
  }

  void up() {
    try {
      RedisServer started =
          RedisServer.newRedisServer().port(port).bind("127.0.0.1").setting("save \"\"").build();
      started.start();
      server = started;
    } catch (IOException e) {
      throw new UncheckedIOException("Redis did not start", e);
    }
  }

  void down() {
    RedisServer running = server;
    server = null;
    if (running != null) {
      try {
        running.stop();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(this, new TestInjector.MatchesType(StoppableRedis.class));
  }

  @Override
  public void stop() {
    down();
  }
}
