package io.gatehouse.auth.revocation;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What verifiers said, in the database: the proof that outlives them, and the way round Redis. */
@Singleton
class ReceiptStore {

  private final javax.sql.DataSource database;

  ReceiptStore(javax.sql.DataSource database) {
    this.database = database;
  }

  /** A verifier went from one sequence to another. */
  record Step(String verifier, long first, long last, Instant at) {}

  /** Keeps steps; one that is known already, from another replica, stays as it is. */
  void keep(List<Step> steps) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into revocation_receipt values (?, ?, ?, ?) on conflict do nothing")) {
      for (Step step : steps) {
        insert.setString(1, step.verifier());
        insert.setLong(2, step.first());
        insert.setLong(3, step.last());
        insert.setTimestamp(4, Timestamp.from(step.at()));
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /** When each verifier had applied this sequence, by verifier. */
  Map<String, Instant> of(long sequence) throws SQLException {
    Map<String, Instant> times = new TreeMap<>();
    try (Connection connection = database.getConnection();
        PreparedStatement query =
            connection.prepareStatement(
                "select verifier, min(applied_at) from revocation_receipt where last_sequence >= ?"
                    + " and first_sequence <= ? group by verifier")) {
      query.setLong(1, sequence);
      query.setLong(2, sequence);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          times.put(rows.getString(1), rows.getTimestamp(2).toInstant());
        }
      }
    }
    return times;
  }

  void forget(Instant before) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement delete =
            connection.prepareStatement("delete from revocation_receipt where applied_at < ?")) {
      delete.setTimestamp(1, Timestamp.from(before));
      delete.executeUpdate();
    }
    try (Connection connection = database.getConnection();
        PreparedStatement delete =
            connection.prepareStatement("delete from revocation_verifier where held_until < ?")) {
      delete.setTimestamp(1, Timestamp.from(before));
      delete.executeUpdate();
    }
  }

  /** What a verifier said over HTTP, for all replicas to know. */
  void heard(VerifierStatus status) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement upsert =
            connection.prepareStatement(
                "insert into revocation_verifier values (?, ?, ?, ?, ?) on conflict (verifier) do"
                    + " update set epoch = excluded.epoch, sequence = excluded.sequence, applied_at"
                    + " = excluded.applied_at, held_until = excluded.held_until")) {
      upsert.setString(1, status.verifier());
      upsert.setLong(2, status.epoch());
      upsert.setLong(3, status.sequence());
      upsert.setTimestamp(4, Timestamp.from(status.appliedAt()));
      upsert.setTimestamp(5, Timestamp.from(status.heldUntil()));
      upsert.executeUpdate();
    }
  }

  /** Verifiers that any replica heard over HTTP, and whose word still holds. */
  List<VerifierStatus> heardOverHttp(Instant now) throws SQLException {
    List<VerifierStatus> found = new ArrayList<>();
    try (Connection connection = database.getConnection();
        PreparedStatement query =
            connection.prepareStatement(
                "select verifier, epoch, sequence, applied_at, held_until from revocation_verifier"
                    + " where held_until > ?")) {
      query.setTimestamp(1, Timestamp.from(now));
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          found.add(
              new VerifierStatus(
                  rows.getString(1),
                  rows.getLong(2),
                  rows.getLong(3),
                  rows.getTimestamp(4).toInstant(),
                  rows.getTimestamp(5).toInstant()));
        }
      }
    }
    return found;
  }
}
