package io.gatehouse.auth.revocation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Which replica publishes: a row with an end, by the database's clock. A lock would be held for as
 * long as a frozen process keeps its connection; a lease is not.
 */
final class PublisherLease {

  /** Held, with the term that fences and the last sequence that was published. */
  record Held(long term, long published) {}

  private final String holder;
  private final Duration length;

  PublisherLease(String holder, Duration length) {
    this.holder = holder;
    this.length = length;
  }

  /** Takes the lease if nobody holds it; null if somebody does. A new holder has a new term. */
  @Nullable Held take(Connection connection) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update revocation_publisher set holder = ?, term = term + 1,"
                + " held_until = clock_timestamp() + ? * interval '1 millisecond'"
                + " where id = 1 and held_until < clock_timestamp() returning term, published")) {
      update.setString(1, holder);
      update.setLong(2, length.toMillis());
      try (ResultSet row = update.executeQuery()) {
        return row.next() ? new Held(row.getLong(1), row.getLong(2)) : null;
      }
    }
  }

  /** Holds on to it, and notes what has been published; false if it was lost. */
  boolean renew(Connection connection, long term, long published) throws SQLException {
    return update(
        connection,
        "held_until = clock_timestamp() + ? * interval '1 millisecond', published = ?",
        length.toMillis(),
        published,
        term);
  }

  /** Gives it up, so that the next need not wait for its end. */
  void release(Connection connection, long term, long published) throws SQLException {
    update(
        connection,
        "held_until = clock_timestamp() - ? * interval '1 millisecond', published = ?",
        1,
        published,
        term);
  }

  /** Makes the next term later than this one. */
  void raise(Connection connection, long term) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update revocation_publisher set term = ? where id = 1 and term < ?")) {
      update.setLong(1, term);
      update.setLong(2, term);
      update.executeUpdate();
    }
  }

  private boolean update(Connection connection, String set, long millis, long published, long term)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update revocation_publisher set "
                + set
                + " where id = 1 and holder = ? and term = ?")) {
      update.setLong(1, millis);
      update.setLong(2, published);
      update.setString(3, holder);
      update.setLong(4, term);
      return update.executeUpdate() == 1;
    }
  }
}
