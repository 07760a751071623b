package io.gatehouse.auth.revocation;

import io.gatehouse.guard.revocation.Feed;
import io.gatehouse.guard.revocation.OwnConnection;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The Redis stream as its publisher writes it. For one thread. Redis 6.2 and up. */
final class FeedStream implements AutoCloseable {

  /** Shorter than the publisher's lease, so that a frozen Redis does not make it lose that too. */
  private static final Duration PATIENCE = Duration.ofMillis(900);

  /**
   * Checks the term and appends in one step: a publisher that was frozen past its lease finds a
   * later term here, and writes nothing. Redis's own clock dates the entries, so it trims by it.
   */
  private static final String APPEND =
      """
      local held = tonumber(redis.call('GET', KEYS[2]) or '0')
      if held > tonumber(ARGV[1]) then return string.format('%.0f', held) end
      redis.call('SET', KEYS[2], ARGV[1])
      for i = 3, #ARGV do redis.call('XADD', KEYS[1], '*', 'set', ARGV[i]) end
      local now = redis.call('TIME')
      redis.call('XTRIM', KEYS[1], 'MINID', '~', string.format('%.0f', now[1] * 1000 - ARGV[2]))
      return '0'
      """;

  private final Redis redis;
  private final String stream;
  private final Duration keeps;
  private @Nullable OwnConnection connection;

  FeedStream(Redis redis, String stream, Duration keeps) {
    this.redis = redis;
    this.stream = stream;
    this.keeps = keeps;
  }

  /**
   * Appends these tokens, all or none.
   *
   * @return 0, or the later term of a publisher who has written; then nothing was
   * @throws IOException when Redis is away, or says no; whether they were written is not known then
   */
  long append(long term, List<String> tokens) throws IOException, InterruptedException {
    Request request =
        Request.cmd(Command.EVAL)
            .arg(APPEND)
            .arg(2)
            .arg(stream)
            .arg(termKey())
            .arg(term)
            .arg(keeps.toMillis());
    tokens.forEach(request::arg);
    Response done = send(request);
    if (done == null) {
      throw new IOException("no answer");
    }
    // What somebody else put there need not be a number that fits.
    return (long) Double.parseDouble(done.toString());
  }

  /**
   * The newest tokens on the stream, newest first. Whoever can write to Redis may have put them.
   */
  List<String> newest(int count) throws IOException, InterruptedException {
    Response reply =
        send(Request.cmd(Command.XREVRANGE).arg(stream).arg("+").arg("-").arg("COUNT").arg(count));
    List<String> tokens = new ArrayList<>();
    if (reply != null) {
      for (Response entry : reply) {
        Response fields = entry.get(1);
        if (fields.size() == 2 && Feed.FIELD.equals(fields.get(0).toString())) {
          tokens.add(fields.get(1).toString());
        }
      }
    }
    return tokens;
  }

  /**
   * Takes away a stream that cannot be written to: its last id was set to the last there is, or its
   * key holds something else. Verifiers fetch what they miss.
   */
  void clear() throws IOException, InterruptedException {
    send(Request.cmd(Command.DEL).arg(stream));
  }

  /** Takes back a term that is later than any that the database ever gave. */
  void forgetTerm() throws IOException, InterruptedException {
    send(Request.cmd(Command.DEL).arg(termKey()));
  }

  /** In the slot of the stream, should this be a cluster. */
  private String termKey() {
    return "{" + stream + "}:term";
  }

  private @Nullable Response send(Request request) throws IOException, InterruptedException {
    OwnConnection mine = connection;
    if (mine == null) {
      mine = OwnConnection.open(redis, PATIENCE);
      connection = mine;
    }
    try {
      return mine.send(request);
    } catch (IOException | InterruptedException e) {
      close();
      throw e;
    }
  }

  @Override
  public void close() {
    if (connection != null) {
      connection.close();
      connection = null;
    }
  }
}
