package io.gatehouse.guard.revocation;

import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import redis.embedded.RedisServer;

/** A real Redis that a test may empty, stop and start again, and a client of it. */
public final class OwnRedis implements AutoCloseable {

  private final int port;
  private final Vertx vertx = Vertx.vertx();
  private RedisServer server;
  public final Redis client;

  public OwnRedis() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    server = start();
    client = Redis.createClient(vertx, "redis://localhost:" + port);
  }

  public RedisServer start() throws IOException {
    RedisServer started =
        RedisServer.newRedisServer().port(port).bind("127.0.0.1").setting("save \"\"").build();
    started.start();
    server = started;
    return started;
  }

  public void stop() throws IOException {
    server.stop();
  }

  public @Nullable Response send(Command command, Object... args) {
    Request request = Request.cmd(command);
    for (Object arg : args) {
      request.arg(arg.toString());
    }
    try {
      return client
          .send(request)
          .toCompletionStage()
          .toCompletableFuture()
          .get(10, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  void add(String stream, String token) {
    send(Command.XADD, stream, "*", Feed.FIELD, token);
  }

  @Override
  public void close() throws IOException {
    client.close();
    vertx.close();
    server.stop();
  }
}
