package io.gatehouse.auth.revocation;

import io.vertx.redis.client.Redis;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Puts the ledger on the stream. The ledger itself is the outbox: what has a sequence beyond the
 * last that was published is still to be sent, so a commit is never missed and a rollback never
 * seen.
 *
 * <p>Of all replicas one publishes. After a takeover a few records may come twice, which verifiers
 * know by their sequence. It works on its own thread and database connection; a commit wakes it by
 * NOTIFY, wherever it was made.
 */
final class Publisher implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(Publisher.class);
  private static final int BATCH = 200;
  private static final int DATABASE_MILLIS = 5_000;
  private static final Executor DIRECT = Runnable::run;

  /** No count of takeovers comes near it. */
  private static final long NO_TERM = 1L << 50;

  private final PublisherLease lease;
  private final javax.sql.DataSource database;
  private final LedgerStore store;
  private final FeedEvents events;
  private final Function<String, LedgerStore.@Nullable Head> headOf;
  private final LedgerConfig config;
  private final InstantSource clock;
  private final FeedStream stream;
  private final Thread thread;
  private volatile boolean open = true;
  private volatile boolean leading;

  private PublisherLease.@Nullable Held held;
  private long published;
  private LedgerStore.Head last = new LedgerStore.Head(0, 0);
  private long nextBeat;
  private boolean redisFailing;
  private long laterTerm;

  /**
   * @param headOf the head that a token of the stream names, null for what is not signed by us
   */
  Publisher(
      String name,
      javax.sql.DataSource database,
      Redis redis,
      String streamName,
      LedgerStore store,
      FeedEvents events,
      Function<String, LedgerStore.@Nullable Head> headOf,
      LedgerConfig config,
      InstantSource clock) {
    this.lease = new PublisherLease(name, config.publisherLease());
    this.database = database;
    this.store = store;
    this.events = events;
    this.headOf = headOf;
    this.config = config;
    this.clock = clock;
    this.stream = new FeedStream(redis, streamName, config.streamKeeps());
    this.thread = Thread.ofPlatform().daemon().name("revocation publisher").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Whether this replica publishes, as far as it knows. */
  boolean leading() {
    return leading;
  }

  @Override
  public void close() {
    open = false;
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(2));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (open) {
      try (Connection connection = database.getConnection()) {
        connection.setAutoCommit(true);
        connection.setNetworkTimeout(DIRECT, DATABASE_MILLIS);
        listen(connection);
        work(connection);
      } catch (InterruptedException e) {
        break;
      } catch (Exception e) {
        leading = false;
        held = null;
        if (open) {
          LOG.warnf("the publisher begins again: %s", e.getMessage());
        }
      }
      try {
        Thread.sleep(Duration.ofMillis(open ? 500 : 0));
      } catch (InterruptedException e) {
        break;
      }
    }
    stream.close();
  }

  private static void listen(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("listen " + LedgerStore.CHANNEL);
    }
  }

  private void work(Connection connection) throws SQLException, IOException, InterruptedException {
    PGConnection notifications = connection.unwrap(PGConnection.class);
    long nextRenewal = System.nanoTime();
    Duration renewEvery = config.publisherLease().dividedBy(4);
    try {
      while (open) {
        if (System.nanoTime() - nextRenewal >= 0) {
          holdOn(connection);
          nextRenewal = System.nanoTime() + renewEvery.toNanos();
        }
        if (held != null) {
          publish(connection);
        }
        long until = held == null ? nextRenewal : Math.min(nextRenewal, nextBeat);
        // Never 0, which would wait for ever.
        int millis = (int) Math.max(1, (until - System.nanoTime()) / 1_000_000);
        notifications.getNotifications(millis);
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
      }
    } finally {
      PublisherLease.Held mine = held;
      leading = false;
      held = null;
      if (!connection.isClosed()) {
        if (mine != null) {
          lease.release(connection, mine.term(), published);
        }
        // It goes back to the pool as it came.
        try (Statement statement = connection.createStatement()) {
          statement.execute("unlisten *");
        }
        connection.setNetworkTimeout(DIRECT, 0);
      }
    }
  }

  private void holdOn(Connection connection) throws SQLException {
    PublisherLease.Held mine = held;
    if (mine != null && lease.renew(connection, mine.term(), published)) {
      return;
    }
    if (mine != null) {
      LOG.warn("another replica publishes now");
    }
    if (laterTerm > 0) {
      outbid(connection);
    }
    held = lease.take(connection);
    leading = held != null;
    if (held != null) {
      LOG.infof("publishing from sequence %d, term %d", held.published() + 1, held.term());
      published = held.published();
      last = new LedgerStore.Head(0, 0);
      nextBeat = System.nanoTime();
    }
  }

  /**
   * A later term on the stream is another replica's, or, if the database never gave it, left from
   * before the database was put back, or somebody's who wants nobody to publish.
   */
  private void outbid(Connection connection) throws SQLException {
    if (laterTerm < NO_TERM) {
      lease.raise(connection, laterTerm);
    } else {
      try {
        stream.forgetTerm();
      } catch (IOException e) {
        LOG.debugf("not forgotten: %s", e.getMessage());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    laterTerm = 0;
  }

  private void publish(Connection connection) throws SQLException, InterruptedException {
    try {
      // Read before the ledger is: complete as of now, not as of when it has been written.
      Instant at = clock.instant();
      LedgerStore.Head head = checkedHead(connection);
      while (published < head.sequence()) {
        List<LedgerEntry> entries = store.after(connection, published, BATCH);
        if (entries.isEmpty() || !append(entries.stream().map(events::revocation).toList())) {
          return;
        }
        published = entries.getLast().sequence();
        last = new LedgerStore.Head(head.epoch(), published);
        if (entries.size() == BATCH) {
          holdOn(connection);
          if (held == null) {
            return;
          }
        }
      }
      if (System.nanoTime() - nextBeat >= 0
          && append(List.of(events.heartbeat(head.epoch(), published, at)))) {
        last = new LedgerStore.Head(head.epoch(), published);
        nextBeat = System.nanoTime() + config.heartbeatEvery().toNanos();
      }
      if (redisFailing) {
        redisFailing = false;
        LOG.info("the stream can be written again");
      }
    } catch (IOException e) {
      // The outbox waits; verifiers ask the ledger over HTTP.
      nextBeat = System.nanoTime() + config.heartbeatEvery().toNanos();
      if (!redisFailing) {
        redisFailing = true;
        LOG.warnf("the stream cannot be written: %s", e.getMessage());
      }
      repair(String.valueOf(e.getMessage()));
    }
  }

  /**
   * The head, in a later epoch if the ledger is behind what was published before: then the database
   * was put back to an earlier state, and its next sequences would pass for old ones.
   */
  private LedgerStore.Head checkedHead(Connection connection)
      throws SQLException, IOException, InterruptedException {
    LedgerStore.Head head = store.head(connection);
    LedgerStore.Head before = last.epoch() == 0 ? onStream() : last;
    boolean wentBack =
        before.epoch() > head.epoch()
            || (before.epoch() == head.epoch() && before.sequence() > head.sequence());
    if (wentBack) {
      LOG.errorf(
          "the ledger went back from epoch %d sequence %d to epoch %d sequence %d: a new epoch"
              + " begins",
          before.epoch(), before.sequence(), head.epoch(), head.sequence());
      head = store.beginEpoch(connection, before.epoch());
    }
    published = Math.min(published, head.sequence());
    last = new LedgerStore.Head(head.epoch(), published);
    return head;
  }

  /** What the last publisher said, if it can be read. */
  private LedgerStore.Head onStream() throws IOException, InterruptedException {
    for (String token : stream.newest(50)) {
      LedgerStore.Head head = headOf.apply(token);
      if (head != null) {
        return head;
      }
    }
    return new LedgerStore.Head(0, 0);
  }

  private boolean append(List<String> tokens) throws IOException, InterruptedException {
    PublisherLease.Held mine = held;
    if (mine == null) {
      return false;
    }
    long later = stream.append(mine.term(), tokens);
    if (later == 0) {
      return true;
    }
    LOG.warnf("the stream knows term %d, later than ours, %d", later, mine.term());
    held = null;
    leading = false;
    laterTerm = later;
    return false;
  }

  private void repair(String why) throws InterruptedException {
    if (why.contains("last possible ID") || why.contains("WRONGTYPE")) {
      try {
        stream.clear();
        stream.forgetTerm();
        LOG.warn("the stream was not ours any more, and begins anew");
      } catch (IOException e) {
        LOG.debugf("not cleared: %s", e.getMessage());
      }
    }
  }
}
