package io.gatehouse.guard.revocation;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A connection to Redis for one thread that waits for its answers, and never for ever: a Redis that
 * is frozen keeps its connections open and says nothing.
 */
public final class OwnConnection implements AutoCloseable {

  private final RedisConnection connection;
  private final Duration patience;

  private OwnConnection(RedisConnection connection, Duration patience) {
    this.connection = connection;
    this.patience = patience;
  }

  /**
   * @param patience how long to wait for the connection, and then for each answer
   */
  public static OwnConnection open(Redis redis, Duration patience)
      throws IOException, InterruptedException {
    Future<RedisConnection> connecting = redis.connect();
    try {
      RedisConnection connection = await(connecting, patience);
      if (connection == null) {
        throw new IOException("no connection");
      }
      return new OwnConnection(connection, patience);
    } catch (IOException | InterruptedException e) {
      // It may yet succeed, when a frozen Redis thaws: give it back, or the pool runs dry.
      connecting.onSuccess(RedisConnection::close);
      throw e;
    }
  }

  /** The answer, null for nil; after any exception the connection is of no more use. */
  public @Nullable Response send(Request request) throws IOException, InterruptedException {
    return await(connection.send(request), patience);
  }

  /**
   * Closes the socket, rather than hand a connection on which an answer may still be due back to
   * the pool. Vert.x does so when the state of the connection was changed, as SELECT does.
   */
  @Override
  public void close() {
    connection.send(Request.cmd(Command.SELECT).arg(0));
    Thread.ofVirtual()
        .start(() -> {
          try {
            Thread.sleep(Duration.ofMillis(100));
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          connection.close();
        });
  }

  private static <T> @Nullable T await(Future<T> answer, Duration patience)
      throws IOException, InterruptedException {
    try {
      return answer
          .toCompletionStage()
          .toCompletableFuture()
          .get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IOException(String.valueOf(e.getCause()), e.getCause());
    } catch (TimeoutException e) {
      throw new IOException("Redis does not answer", e);
    }
  }
}
