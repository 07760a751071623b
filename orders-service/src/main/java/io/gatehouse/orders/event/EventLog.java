package io.gatehouse.orders.event;

import io.gatehouse.orders.order.OrderChanged;
import io.gatehouse.orders.order.Owner;
import io.gatehouse.orders.order.Sight;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** The log of changes in PostgreSQL: written with each change, read by position. */
@ApplicationScoped
class EventLog {

  /** What wakes the replicas after a commit. */
  static final String CHANNEL = "order_event";

  /** Any number, as long as nothing else in this database locks by it. */
  private static final long LOCK = 0x6f_7264_6572_65L;

  private final DataSource database;
  private final InstantSource clock;
  private final EventConfig config;

  EventLog(DataSource database, InstantSource clock, EventConfig config) {
    this.database = database;
    this.clock = clock;
    this.config = config;
  }

  /**
   * Writes a change in the transaction that makes it. The lock is held until the commit, which
   * makes the order of sequences the order of commits; it is taken last, so that it is held
   * briefly.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  void write(@Observes OrderChanged change) throws SQLException {
    try (Connection connection = database.getConnection()) {
      try (PreparedStatement lock =
          connection.prepareStatement("select pg_advisory_xact_lock(?), pg_notify(?, '')")) {
        lock.setLong(1, LOCK);
        lock.setString(2, CHANNEL);
        lock.execute();
      }
      try (PreparedStatement insert =
          connection.prepareStatement(
              """
              insert into order_event (kind, order_id, owner_kind, owner_id, version, occurred_at)
              values (?, ?, ?, ?, ?, ?)
              """)) {
        insert.setString(1, OrderEvent.Kind.of(change.status()).name());
        insert.setString(2, change.id());
        insert.setString(3, change.owner().kind().name());
        insert.setString(4, change.owner().id());
        insert.setLong(5, change.version());
        insert.setTimestamp(6, Timestamp.from(change.at()));
        insert.executeUpdate();
      }
    }
  }

  /**
   * How far the log reaches.
   *
   * @param from the last sequence that was removed for its age; 0 if none was
   * @param to the last sequence, 0 for an empty log
   */
  record Reach(long from, long to) {}

  Reach reach() throws SQLException {
    try (Connection connection = database.getConnection()) {
      return reach(connection);
    }
  }

  static Reach reach(Connection connection) throws SQLException {
    try (PreparedStatement query =
            connection.prepareStatement(
                """
                select sequence, greatest(sequence, (select max(sequence) from order_event))
                from order_event_horizon
                """);
        ResultSet row = query.executeQuery()) {
      row.next();
      return new Reach(row.getLong(1), row.getLong(2));
    }
  }

  /** At most {@code count} visible changes behind this position, in their order. */
  List<OrderEvent> after(long position, Sight sight, int count) throws SQLException {
    try (Connection connection = database.getConnection()) {
      return switch (sight) {
        case Sight.Nothing _ -> List.of();
        case Sight.Everything _ -> after(connection, position, count);
        case Sight.OnlyOf(Owner owner) -> after(connection, position, owner, count);
      };
    }
  }

  /** The same for everything, over a connection that is there. */
  static List<OrderEvent> after(Connection connection, long position, int count)
      throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "select * from order_event where sequence > ? order by sequence limit ?")) {
      query.setLong(1, position);
      query.setInt(2, count);
      return events(query);
    }
  }

  private static List<OrderEvent> after(
      Connection connection, long position, Owner owner, int count) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            """
            select * from order_event
            where owner_kind = ? and owner_id = ? and sequence > ? order by sequence limit ?
            """)) {
      query.setString(1, owner.kind().name());
      query.setString(2, owner.id());
      query.setLong(3, position);
      query.setInt(4, count);
      return events(query);
    }
  }

  private static List<OrderEvent> events(PreparedStatement query) throws SQLException {
    List<OrderEvent> out = new ArrayList<>();
    try (ResultSet row = query.executeQuery()) {
      while (row.next()) {
        out.add(
            new OrderEvent(
                row.getLong("sequence"),
                OrderEvent.Kind.valueOf(row.getString("kind")),
                row.getString("order_id"),
                new Owner(
                    Owner.Kind.valueOf(row.getString("owner_kind")), row.getString("owner_id")),
                row.getLong("version"),
                row.getTimestamp("occurred_at").toInstant()));
      }
    }
    return out;
  }

  /** Removes what is past its time, and remembers how far. Every replica may do it. */
  @Scheduled(every = "1h", delayed = "1m")
  @Transactional
  void forget() throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement purge =
            connection.prepareStatement(
                """
                with gone as (delete from order_event where occurred_at <= ? returning sequence)
                update order_event_horizon
                set sequence = greatest(sequence, (select max(sequence) from gone))
                """)) {
      purge.setTimestamp(1, Timestamp.from(clock.instant().minus(config.kept())));
      purge.executeUpdate();
    }
  }
}
