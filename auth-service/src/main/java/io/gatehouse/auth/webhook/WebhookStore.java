package io.gatehouse.auth.webhook;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The table of webhooks. */
@ApplicationScoped
class WebhookStore {

  private final AgroalDataSource database;

  WebhookStore(AgroalDataSource database) {
    this.database = database;
  }

  /** All of them, oldest first; there are few. */
  List<WebhookView> all(@Nullable String id) throws SQLException {
    try (var connection = database.getConnection();
        var query =
            connection.prepareStatement(
                "select * from webhook where ?::text is null or id = ? order by created_at, id")) {
      query.setString(1, id);
      query.setString(2, id);
      List<WebhookView> out = new ArrayList<>();
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          out.add(
              new WebhookView(
                  text(row, "id"),
                  text(row, "url"),
                  Arrays.asList(
                      (String[]) Objects.requireNonNull(row.getArray("types")).getArray()),
                  text(row, "description"),
                  row.getBoolean("enabled"),
                  row.getObject("created_at", OffsetDateTime.class).toInstant(),
                  text(row, "created_by"),
                  null));
        }
      }
      return out;
    }
  }

  void insert(WebhookView hook, byte[] sealed) throws SQLException {
    try (var connection = database.getConnection();
        var insert =
            connection.prepareStatement(
                """
                insert into webhook (url, description, types, enabled, id, secret, created_at,
                  created_by) values (?, ?, ?, ?, ?, ?, ?, ?)
                """)) {
      set(connection, insert, hook);
      insert.setBytes(6, sealed);
      insert.setObject(7, at(hook.createdAt()));
      insert.setString(8, hook.createdBy());
      insert.executeUpdate();
    }
  }

  void update(WebhookView hook) throws SQLException {
    try (var connection = database.getConnection();
        var update =
            connection.prepareStatement(
                "update webhook set url = ?, description = ?, types = ?, enabled = ?"
                    + " where id = ?")) {
      set(connection, update, hook);
      update.executeUpdate();
    }
  }

  void secret(String id, byte[] sealed) throws SQLException {
    try (var connection = database.getConnection();
        var update = connection.prepareStatement("update webhook set secret = ? where id = ?")) {
      update.setBytes(1, sealed);
      update.setString(2, id);
      update.executeUpdate();
    }
  }

  void delete(String id) throws SQLException {
    try (var connection = database.getConnection();
        var delete = connection.prepareStatement("delete from webhook where id = ?")) {
      delete.setString(1, id);
      delete.executeUpdate();
    }
  }

  private static void set(
      Connection connection, java.sql.PreparedStatement statement, WebhookView hook)
      throws SQLException {
    statement.setString(1, hook.url());
    statement.setString(2, hook.description());
    statement.setArray(3, connection.createArrayOf("varchar", hook.events().toArray()));
    statement.setBoolean(4, hook.enabled());
    statement.setString(5, hook.id());
  }

  static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  static String text(ResultSet row, String column) throws SQLException {
    return Objects.requireNonNull(row.getString(column));
  }
}
