package io.gatehouse.e2e.stack;

import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A look into the deployment's Redis, as whoever stole a dump of it would have. */
public final class RedisRecords implements AutoCloseable {

  private final Vertx vertx = Vertx.vertx();
  private final Redis redis;

  public RedisRecords(String url) {
    this.redis = Redis.createClient(vertx, url);
  }

  public Set<String> keys() {
    Set<String> keys = new TreeSet<>();
    Response all = send(Command.KEYS, "*");
    if (all != null) {
      all.forEach(key -> keys.add(key.toString()));
    }
    return keys;
  }

  /** All that is kept under this key, whatever its type; empty if it is gone. */
  public String contents(String key) {
    String type = String.valueOf(send(Command.TYPE, key));
    Response contents =
        switch (type) {
          case "string" -> send(Command.GET, key);
          case "hash" -> send(Command.HGETALL, key);
          case "set" -> send(Command.SMEMBERS, key);
          case "zset" -> send(Command.ZRANGE, key, "0", "-1");
          case "list" -> send(Command.LRANGE, key, "0", "-1");
          case "none" -> null;
          default -> throw new AssertionError(key + " is a " + type);
        };
    return contents == null ? "" : contents.toString();
  }

  /** Any command, as whoever may write to Redis could send it. */
  public @Nullable Response send(Command command, String... arguments) {
    Request request = Request.cmd(command);
    for (String argument : arguments) {
      request.arg(argument);
    }
    try {
      return redis.send(request).toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError("Redis does not answer", e);
    }
  }

  @Override
  public void close() {
    redis.close();
    vertx.close();
  }
}
