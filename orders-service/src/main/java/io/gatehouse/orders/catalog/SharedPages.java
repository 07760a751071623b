package io.gatehouse.orders.catalog;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The pages that all replicas share in Redis, and the message between them. Nothing here fails: a
 * Redis that is away or slow is a miss, and is left alone for a moment.
 */
final class SharedPages implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(SharedPages.class);
  private static final String SHELF = "gatehouse:catalog:shelf";
  private static final String CHANNEL = "gatehouse:catalog:changed";
  private static final Duration KEPT = Duration.ofMinutes(1);
  private static final Duration PATIENCE = Duration.ofMillis(300);
  private static final long AGAIN_MILLIS = 1_000;

  private final Redis redis;
  private final Vertx vertx;
  private volatile boolean open = true;
  private volatile long restUntil = System.nanoTime();
  private volatile @Nullable RedisConnection listening;

  SharedPages(Redis redis, Vertx vertx) {
    this.redis = redis;
    this.vertx = vertx;
  }

  /** Where pages are at present: each change begins a new shelf. Null while Redis is away. */
  @Nullable String shelf() {
    if (System.nanoTime() - restUntil < 0) {
      return null;
    }
    // Begun by whoever comes first; a Redis that was emptied begins elsewhere than it ever was.
    Answer answer =
        send(
            Request.cmd(Command.SET)
                .arg(SHELF)
                .arg(Long.toString(System.currentTimeMillis()))
                .arg("NX"));
    if (!answer.came()) {
      return null;
    }
    return send(Request.cmd(Command.GET).arg(SHELF)).text();
  }

  @Nullable String get(String shelf, String name) {
    return send(Request.cmd(Command.GET).arg(key(shelf, name))).text();
  }

  void put(String shelf, String name, String body) {
    send(Request.cmd(Command.SET).arg(key(shelf, name)).arg(body).arg("PX").arg(KEPT.toMillis()));
  }

  /** Begins a new shelf, and tells all replicas. */
  void changed() {
    send(Request.cmd(Command.INCR).arg(SHELF));
    send(Request.cmd(Command.PUBLISH).arg(CHANNEL).arg(""));
  }

  /** Runs this at each message, and when the subscription begins again: one may have been lost. */
  void listen(Runnable changed) {
    redis
        .connect()
        .onSuccess(connection -> {
          listening = connection;
          connection.handler(message -> changed.run());
          connection.endHandler(end -> later(changed));
          connection
              .send(Request.cmd(Command.SUBSCRIBE).arg(CHANNEL))
              .onSuccess(done -> changed.run())
              .onFailure(e -> connection.close());
          if (!open) {
            connection.close();
          }
        })
        .onFailure(e -> later(changed));
  }

  private void later(Runnable changed) {
    if (open) {
      vertx.setTimer(AGAIN_MILLIS, id -> listen(changed));
    }
  }

  @Override
  public void close() {
    open = false;
    RedisConnection connection = listening;
    if (connection != null) {
      connection.close();
    }
  }

  private static String key(String shelf, String name) {
    return "gatehouse:catalog:" + shelf + ":" + name;
  }

  private record Answer(boolean came, @Nullable String text) {}

  private Answer send(Request request) {
    Future<Response> answer = redis.send(request);
    try {
      Response response =
          answer
              .toCompletionStage()
              .toCompletableFuture()
              .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      return new Answer(true, response == null ? null : response.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.debugf("the catalog goes on without Redis: %s", e.getMessage());
    }
    restUntil = System.nanoTime() + Duration.ofMillis(AGAIN_MILLIS).toNanos();
    return new Answer(false, null);
  }
}
