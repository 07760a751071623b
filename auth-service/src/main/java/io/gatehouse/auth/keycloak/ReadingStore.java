package io.gatehouse.auth.keycloak;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How far Keycloak's events were read, and who reads them. */
@ApplicationScoped
class ReadingStore {

  /**
   * Where to go on.
   *
   * @param readUntil null if they were never read
   */
  record Cursor(@Nullable Instant readUntil) {}

  private final AgroalDataSource database;

  ReadingStore(AgroalDataSource database) {
    this.database = database;
  }

  /** Null while another replica reads. */
  @Transactional
  @Nullable Cursor take(String holder, Duration lease) throws SQLException {
    try (var connection = database.getConnection();
        var update =
            connection.prepareStatement(
                """
                update keycloak_reading
                set holder = ?, held_until = clock_timestamp() + ? * interval '1 millisecond'
                where id = 1 and (holder = ? or held_until < clock_timestamp())
                returning read_until
                """)) {
      update.setString(1, holder);
      update.setLong(2, lease.toMillis());
      update.setString(3, holder);
      try (ResultSet row = update.executeQuery()) {
        if (!row.next()) {
          return null;
        }
        Timestamp until = row.getTimestamp(1);
        return new Cursor(until == null ? null : until.toInstant());
      }
    }
  }

  /** Never back: whoever lost the lease meanwhile says nothing. */
  @Transactional
  void readUntil(String holder, Instant until) throws SQLException {
    try (var connection = database.getConnection();
        var update =
            connection.prepareStatement(
                """
                update keycloak_reading set read_until = ?
                where id = 1 and holder = ? and (read_until is null or read_until < ?)
                """)) {
      update.setTimestamp(1, Timestamp.from(until));
      update.setString(2, holder);
      update.setTimestamp(3, Timestamp.from(until));
      update.executeUpdate();
    }
  }
}
