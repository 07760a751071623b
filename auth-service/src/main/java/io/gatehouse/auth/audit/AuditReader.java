package io.gatehouse.auth.audit;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the audit table for people. */
@ApplicationScoped
class AuditReader {

  private final AgroalDataSource database;

  AuditReader(AgroalDataSource database) {
    this.database = database;
  }

  /** Newest first, before {@code cursor}; one row more than {@code limit}, if there are more. */
  List<AuditRecord> page(
      long cursor,
      int limit,
      @Nullable String target,
      @Nullable String targetId,
      @Nullable String action)
      throws SQLException {
    String sql =
        """
        select * from audit
        where sequence < ? and (?::text is null or target = ?) and (?::text is null or target_id = ?)
          and (?::text is null or action = ?)
        order by sequence desc limit ?
        """;
    try (var connection = database.getConnection();
        var query = connection.prepareStatement(sql)) {
      query.setLong(1, cursor);
      query.setString(2, target);
      query.setString(3, target);
      query.setString(4, targetId);
      query.setString(5, targetId);
      query.setString(6, action);
      query.setString(7, action);
      query.setInt(8, limit + 1);
      try (ResultSet rows = query.executeQuery()) {
        List<AuditRecord> page = new ArrayList<>();
        while (rows.next()) {
          page.add(read(rows));
        }
        return page;
      }
    }
  }

  private static AuditRecord read(ResultSet row) throws SQLException {
    return new AuditRecord(
        row.getLong("sequence"),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        text(row, "action"),
        text(row, "target"),
        text(row, "target_id"),
        new AuditRecord.Who(
            text(row, "actor"),
            row.getString("actor_name"),
            text(row, "actor_origin"),
            text(row, "actor_client")),
        row.getString("address"),
        row.getString("trace_id"),
        row.getString("before"),
        row.getString("after"),
        HexFormat.of().formatHex(Objects.requireNonNull(row.getBytes("hash"))));
  }

  private static String text(ResultSet row, String column) throws SQLException {
    return Objects.requireNonNull(row.getString(column));
  }
}
