package io.gatehouse.auth.revocation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What each external receiver has acknowledged. A receiver that is new begins with all that is
 * live; what expired before it was fetched is never sent, as nothing that it concerns lives.
 */
@ApplicationScoped
class ReceiverStore {

  private static final String UNREAD =
      " from revocation r where r.sequence > (select acknowledged from revocation_receiver where"
          + " receiver = ?) and r.expires_at > ? and not exists (select from"
          + " revocation_receiver_ack a where a.receiver = ? and a.sequence = r.sequence)";

  private final javax.sql.DataSource database;
  private final LedgerStore store;
  private final InstantSource clock;

  ReceiverStore(javax.sql.DataSource database, LedgerStore store, InstantSource clock) {
    this.database = database;
    this.store = store;
    this.clock = clock;
  }

  /** The oldest entries that this receiver has not acknowledged, in their order. */
  @Transactional
  List<LedgerEntry> unread(String receiver, int limit) {
    try (Connection connection = database.getConnection()) {
      List<Long> sequences = new ArrayList<>();
      try (PreparedStatement query =
          connection.prepareStatement(
              "select r.sequence" + UNREAD + " order by r.sequence limit ?")) {
        bind(query, receiver);
        query.setInt(4, limit);
        try (ResultSet rows = query.executeQuery()) {
          while (rows.next()) {
            sequences.add(rows.getLong(1));
          }
        }
      }
      List<LedgerEntry> entries = new ArrayList<>(sequences.size());
      for (long sequence : sequences) {
        LedgerEntry entry = store.bySequence(connection, sequence);
        if (entry != null) {
          entries.add(entry);
        }
      }
      return entries;
    } catch (SQLException e) {
      throw new IllegalStateException("The ledger cannot be read", e);
    }
  }

  /** Notes these as done with, and forgets single ones that the common mark has passed. */
  @Transactional
  void acknowledge(String receiver, Collection<Long> sequences) {
    try (Connection connection = database.getConnection()) {
      // Before the row is locked, so that no entry can commit between it and the mark.
      long head = store.head(connection).sequence();
      try (PreparedStatement known =
          connection.prepareStatement(
              "insert into revocation_receiver values (?, 0) on conflict (receiver) do update set"
                  + " acknowledged = revocation_receiver.acknowledged")) {
        known.setString(1, receiver);
        known.executeUpdate();
      }
      if (sequences.isEmpty()) {
        return;
      }
      try (PreparedStatement insert =
          connection.prepareStatement(
              "insert into revocation_receiver_ack (receiver, sequence) select ?, sequence from"
                  + " revocation where sequence = ? on conflict do nothing")) {
        for (long sequence : sequences) {
          insert.setString(1, receiver);
          insert.setLong(2, sequence);
          insert.addBatch();
        }
        insert.executeBatch();
      }
      moveMark(connection, receiver, head);
    } catch (SQLException e) {
      throw new IllegalStateException("The acknowledgement cannot be written", e);
    }
  }

  private void moveMark(Connection connection, String receiver, long head) throws SQLException {
    try (PreparedStatement move =
        connection.prepareStatement(
            "update revocation_receiver set acknowledged = greatest(acknowledged, least(?,"
                + " (select min(r.sequence) - 1"
                + UNREAD
                + "))) where receiver = ?")) {
      move.setLong(1, head);
      move.setString(2, receiver);
      move.setTimestamp(3, Timestamp.from(clock.instant()));
      move.setString(4, receiver);
      move.setString(5, receiver);
      move.executeUpdate();
    }
    try (PreparedStatement forget =
        connection.prepareStatement(
            "delete from revocation_receiver_ack a using revocation_receiver r where a.receiver ="
                + " ? and r.receiver = a.receiver and a.sequence <= r.acknowledged")) {
      forget.setString(1, receiver);
      forget.executeUpdate();
    }
  }

  private void bind(PreparedStatement query, String receiver) throws SQLException {
    query.setString(1, receiver);
    query.setTimestamp(2, Timestamp.from(clock.instant()));
    query.setString(3, receiver);
  }
}
