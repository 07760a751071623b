package io.gatehouse.e2e.stack;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A look into auth-service's database, as whoever stole a dump of it would have. */
public final class AuthDatabase {

  private AuthDatabase() {}

  /** The row of an imported key, bytes as they are. */
  public static Map<String, @Nullable Object> importedKey(String keyId) {
    return row("select * from imported_key where key_id = ?", keyId);
  }

  /** The row of a key's first secret. */
  public static Map<String, @Nullable Object> firstSecret(String keyId) {
    return row("select * from api_key_version where key_id = ? and number = 1", keyId);
  }

  private static Map<String, @Nullable Object> row(String query, String keyId) {
    String url = "jdbc:postgresql://" + Deployment.postgres().orElseThrow() + "/auth";
    try (Connection connection = DriverManager.getConnection(url, "auth", "demo-auth-db-password");
        PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setString(1, keyId);
      try (ResultSet rows = statement.executeQuery()) {
        if (!rows.next()) {
          throw new AssertionError("no row for key " + keyId);
        }
        Map<String, @Nullable Object> row = new HashMap<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          row.put(rows.getMetaData().getColumnName(i), rows.getObject(i));
        }
        return row;
      }
    } catch (SQLException e) {
      throw new AssertionError("the database does not answer", e);
    }
  }
}
