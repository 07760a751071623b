package io.gatehouse.guard.revocation;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Follows one Redis stream, on a thread and a connection of its own: a read that blocks must not
 * hold up anybody else's commands. Reconnects for as long as it is open.
 *
 * <p>Promises its handler no completeness: what is written while the connection is away may be
 * missed or come twice. The reader of the entries must be able to tell.
 */
public final class StreamTail implements AutoCloseable {

  /** Where to begin. */
  public enum From {
    START,
    END
  }

  /** Called on the tail's thread. */
  public interface Handler {

    /** Entries in the order of the stream. */
    void entries(List<Entry> entries);

    /** The stream can be read: at the start, and again after each loss. */
    default void connected() {}

    default void lost() {}
  }

  /** One entry: its id, which begins with Redis's time in milliseconds, and its fields. */
  public record Entry(String id, Map<String, String> fields) {
    public long millis() {
      return Long.parseLong(id.substring(0, id.indexOf('-')));
    }
  }

  private static final Logger LOG = Logger.getLogger(StreamTail.class);
  private static final Duration BLOCK = Duration.ofSeconds(1);

  /** A Redis that is frozen answers nothing, not even that the time of the read is over. */
  private static final Duration ANSWER = BLOCK.plusSeconds(1);

  private static final String START = "0-0";

  private final Redis redis;
  private final String stream;
  private final Handler handler;
  private final Thread thread;
  private volatile boolean open = true;
  private @Nullable String cursor;

  /**
   * @param from where to begin
   */
  public StreamTail(Redis redis, String stream, From from, Handler handler) {
    this.cursor = from == From.START ? START : null;
    this.redis = redis;
    this.stream = stream;
    this.handler = handler;
    this.thread = Thread.ofPlatform().daemon().name("tail " + stream).unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  @Override
  public void close() {
    open = false;
    thread.interrupt();
  }

  private void run() {
    Duration pause = Duration.ofMillis(100);
    boolean lost = false;
    while (open) {
      try (OwnConnection connection = OwnConnection.open(redis, ANSWER)) {
        cursor = resume(connection);
        lost = false;
        handler.connected();
        pause = Duration.ofMillis(100);
        follow(connection);
      } catch (InterruptedException e) {
        return;
      } catch (Exception e) {
        LOG.debugf("stream %s lost: %s", stream, e);
        if (open && !lost) {
          lost = true;
          handler.lost();
        }
      }
      try {
        Thread.sleep(pause);
      } catch (InterruptedException e) {
        return;
      }
      pause = pause.compareTo(BLOCK) < 0 ? pause.multipliedBy(2) : BLOCK;
    }
  }

  private void follow(OwnConnection connection) throws Exception {
    while (open) {
      Response reply =
          (connection.send(
              Request.cmd(Command.XREAD)
                  .arg("COUNT")
                  .arg(1000)
                  .arg("BLOCK")
                  .arg(BLOCK.toMillis())
                  .arg("STREAMS")
                  .arg(stream)
                  .arg(String.valueOf(cursor))));
      if (reply == null || reply.size() == 0) {
        cursor = resume(connection);
        continue;
      }
      List<Entry> entries = new ArrayList<>();
      for (Response entry : body(reply)) {
        String id = entry.get(0).toString();
        cursor = id;
        entries.add(new Entry(id, fields(entry.get(1))));
      }
      handler.entries(entries);
    }
  }

  /**
   * Where to read on: the end of the stream at first, then where we were; from its start if the
   * stream is one that began anew, emptied or on a Redis whose clock is behind the old one's.
   */
  private String resume(OwnConnection connection) throws Exception {
    Response last =
        (connection.send(
            Request.cmd(Command.XREVRANGE).arg(stream).arg("+").arg("-").arg("COUNT").arg(1)));
    String end = last == null || last.size() == 0 ? START : last.get(0).get(0).toString();
    String was = cursor;
    if (was == null) {
      return end;
    }
    return before(end, was) ? START : was;
  }

  private static boolean before(String id, String other) {
    String[] a = id.split("-", 2);
    String[] b = other.split("-", 2);
    int byTime = Long.compareUnsigned(Long.parseUnsignedLong(a[0]), Long.parseUnsignedLong(b[0]));
    return byTime < 0
        || (byTime == 0
            && Long.compareUnsigned(Long.parseUnsignedLong(a[1]), Long.parseUnsignedLong(b[1]))
                < 0);
  }

  /** The entries of a reply to XREAD: RESP2 gives a list of pairs, RESP3 a map. */
  private Response body(Response reply) {
    return reply.isMap() ? reply.get(stream) : reply.get(0).get(1);
  }

  private static Map<String, String> fields(@Nullable Response flat) {
    Map<String, String> fields = new HashMap<>();
    // An entry that was deleted while it was read has no fields.
    for (int i = 0; flat != null && i + 1 < flat.size(); i += 2) {
      fields.put(flat.get(i).toString(), flat.get(i + 1).toString());
    }
    return fields;
  }
}
