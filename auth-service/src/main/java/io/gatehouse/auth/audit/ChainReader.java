package io.gatehouse.auth.audit;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the chain to be checked, in one statement: rows that are appended meanwhile are no gap. */
@ApplicationScoped
class ChainReader {

  private static final String READ =
      """
      select a.*, b.sequence as before_sequence, b.hash as before_hash, b.seal as before_seal,
        h.sequence as head_sequence, h.hash as head_hash, h.seal as head_seal
      from (select 1) one
        left join audit_head h on true
        left join audit b on b.sequence = ?
        left join lateral (select * from audit where sequence > ? order by sequence limit ?) a
          on true
      order by a.sequence
      """;

  private final AgroalDataSource database;

  ChainReader(AgroalDataSource database) {
    this.database = database;
  }

  ChainPage read(long after, int limit) throws SQLException {
    try (var connection = database.getConnection();
        var query = connection.prepareStatement(READ)) {
      query.setLong(1, after);
      query.setLong(2, after);
      query.setInt(3, limit);
      try (ResultSet found = query.executeQuery()) {
        ChainPage.Link before = null;
        ChainPage.Link head = null;
        List<ChainPage.Row> rows = new ArrayList<>();
        while (found.next()) {
          before = link(found, "before");
          head = link(found, "head");
          if (found.getObject("sequence") != null) {
            rows.add(row(found));
          }
        }
        return new ChainPage(before, rows, head);
      }
    }
  }

  /** The hash of one row, null if it is not there. */
  byte @Nullable [] hash(long sequence) throws SQLException {
    try (var connection = database.getConnection();
        var query = connection.prepareStatement("select hash from audit where sequence = ?")) {
      query.setLong(1, sequence);
      try (ResultSet found = query.executeQuery()) {
        return found.next() ? found.getBytes(1) : null;
      }
    }
  }

  private static ChainPage.@Nullable Link link(ResultSet row, String name) throws SQLException {
    byte[] hash = row.getBytes(name + "_hash");
    return hash == null
        ? null
        : new ChainPage.Link(row.getLong(name + "_sequence"), hash, row.getBytes(name + "_seal"));
  }

  private static ChainPage.Row row(ResultSet row) throws SQLException {
    AuditEntry entry =
        new AuditEntry(
            row.getLong("sequence"),
            row.getObject("at", OffsetDateTime.class).toInstant(),
            text(row, "action"),
            text(row, "target"),
            text(row, "target_id"),
            new Actor(
                text(row, "actor"),
                row.getString("actor_name"),
                text(row, "actor_origin"),
                text(row, "actor_client"),
                row.getString("address"),
                row.getString("trace_id")),
            row.getString("before"),
            row.getString("after"));
    return new ChainPage.Row(
        entry,
        Objects.requireNonNull(row.getBytes("previous_hash")),
        Objects.requireNonNull(row.getBytes("hash")),
        row.getBytes("seal"));
  }

  private static String text(ResultSet row, String column) throws SQLException {
    return Objects.requireNonNull(row.getString(column));
  }
}
