package io.gatehouse.e2e.fault;

import io.gatehouse.e2e.stack.RedisRecords;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way of the records from auth-service to one verifier, in somebody's hands: that verifier
 * reads a stream of its own, on which this puts what is on the real one, or holds it back.
 */
final class Wire implements AutoCloseable {

  static final String FEED = "gatehouse:revocations";

  private final RedisRecords from;
  private final RedisRecords to;
  private final String stream;
  private final Thread thread;
  private final List<String> held = new ArrayList<>();
  private boolean holding;
  private volatile boolean open = true;

  Wire(String redis, String stream) {
    this.from = new RedisRecords(redis);
    this.to = new RedisRecords(redis);
    this.stream = stream;
    String last = newest(from).getFirst().get(0).toString();
    this.thread = Thread.ofVirtual().start(() -> carry(last));
  }

  /** The newest entries of the real stream, newest first. */
  static List<Response> newest(RedisRecords redis) {
    List<Response> entries = new ArrayList<>();
    Response reply = redis.send(Command.XREVRANGE, FEED, "+", "-", "COUNT", "50");
    if (reply != null) {
      reply.forEach(entries::add);
    }
    return entries;
  }

  /** The token of an entry. */
  static String token(Response entry) {
    return entry.get(1).get(1).toString();
  }

  private void carry(String after) {
    String last = after;
    while (open) {
      Response reply =
          from.send(Command.XREAD, "COUNT", "100", "BLOCK", "200", "STREAMS", FEED, last);
      for (Response entry : entries(reply)) {
        last = entry.get(0).toString();
        take(token(entry));
      }
    }
  }

  private static Iterable<Response> entries(@Nullable Response reply) {
    if (reply == null || reply.size() == 0) {
      return List.of();
    }
    // RESP2 gives a list of pairs, RESP3 a map.
    return reply.isMap() ? reply.get(FEED) : reply.get(0).get(1);
  }

  private synchronized void take(String token) {
    if (holding) {
      held.add(token);
    } else {
      put(token);
    }
  }

  /** From now on nothing passes. */
  synchronized void hold() {
    holding = true;
  }

  synchronized List<String> held() {
    return List.copyOf(held);
  }

  /** Lets these through, in this order, and whatever comes from now on. */
  synchronized void release(List<String> tokens) {
    tokens.forEach(this::put);
    held.clear();
    holding = false;
  }

  void put(String token) {
    to.send(Command.XADD, stream, "*", "set", token);
  }

  @Override
  public void close() {
    open = false;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    to.send(Command.DEL, stream);
    from.close();
    to.close();
  }
}
