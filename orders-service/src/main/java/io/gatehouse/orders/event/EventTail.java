package io.gatehouse.orders.event;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;

/**
 * The newest changes in memory, read once for all streams of this process. Woken by NOTIFY,
 * wherever the commit was made; a poll finds what no message told.
 */
@Singleton
class EventTail {

  private static final Logger LOG = Logger.getLogger(EventTail.class);
  private static final int BATCH = 500;
  private static final int REMEMBERED = 2_000;
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final int DATABASE_MILLIS = 5_000;
  private static final Executor DIRECT = Runnable::run;

  private final DataSource database;
  private final EventConfig config;
  private final Set<Runnable> listeners = ConcurrentHashMap.newKeySet();
  private final Thread thread;
  private volatile Recent recent = new Recent(Long.MAX_VALUE, 0, List.of());
  private volatile boolean open = true;

  /**
   * All changes behind {@code from}, up to {@code to}. Immutable.
   *
   * @param from {@code Long.MAX_VALUE} while nothing is known
   */
  record Recent(long from, long to, List<OrderEvent> events) {

    boolean reachesBackTo(long position) {
      return from <= position;
    }

    Recent with(List<OrderEvent> more) {
      List<OrderEvent> all = new ArrayList<>(events);
      all.addAll(more);
      int surplus = Math.max(0, all.size() - REMEMBERED);
      return new Recent(
          surplus == 0 ? from : all.get(surplus - 1).sequence(),
          more.getLast().sequence(),
          List.copyOf(all.subList(surplus, all.size())));
    }
  }

  EventTail(DataSource database, EventConfig config) {
    this.database = database;
    this.config = config;
    this.thread = Thread.ofPlatform().daemon().name("order events").unstarted(this::run);
  }

  void start(@Observes StartupEvent event) {
    thread.start();
  }

  void stop(@Observes ShutdownEvent event) {
    open = false;
    thread.interrupt();
  }

  Recent recent() {
    return recent;
  }

  /** To be run, quickly, whenever there is more. */
  void onMore(Runnable listener) {
    listeners.add(listener);
  }

  void forget(Runnable listener) {
    listeners.remove(listener);
  }

  private void run() {
    while (open) {
      try (Connection connection = database.getConnection()) {
        connection.setNetworkTimeout(DIRECT, DATABASE_MILLIS);
        follow(connection);
      } catch (SQLException | RuntimeException e) {
        if (open) {
          LOG.warnf("order events are read again from the start: %s", e.getMessage());
        }
      }
      try {
        Thread.sleep(open ? PAUSE : Duration.ZERO);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void follow(Connection connection) throws SQLException {
    PGConnection notifications = connection.unwrap(PGConnection.class);
    try (Statement statement = connection.createStatement()) {
      statement.execute("listen " + EventLog.CHANNEL);
    }
    try {
      EventLog.Reach reach = EventLog.reach(connection);
      if (recent.from() == Long.MAX_VALUE || reach.to() < recent.to()) {
        // The first time; or the database was put back, and other changes get these sequences.
        recent = new Recent(reach.to(), reach.to(), List.of());
      }
      while (open) {
        // Before the wait: what was committed before the LISTEN is in the log by now.
        readOn(connection);
        notifications.getNotifications((int) Math.max(1, config.poll().toMillis()));
      }
    } finally {
      if (!connection.isClosed()) {
        // It goes back to the pool as it came.
        try (Statement statement = connection.createStatement()) {
          statement.execute("unlisten *");
        }
        connection.setNetworkTimeout(DIRECT, 0);
      }
    }
  }

  private void readOn(Connection connection) throws SQLException {
    List<OrderEvent> more;
    do {
      more = EventLog.after(connection, recent.to(), BATCH);
      if (!more.isEmpty()) {
        recent = recent.with(more);
        listeners.forEach(Runnable::run);
      }
    } while (more.size() == BATCH);
  }
}
