package io.gatehouse.auth.importing;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table of what was imported. Plain JDBC: it is on the way of a key that is presented. */
@ApplicationScoped
class ImportedKeyStore {

  /** How many characters of a key may be its prefix. */
  static final int MIN_PREFIX = 4;

  static final int MAX_PREFIX = 24;

  /** Of one prefix at most so many slow hashes are tried. */
  private static final int MAX_CANDIDATES = 4;

  private static final String COLUMNS =
      "select key_id, request, pepper_version, slow_hash from imported_key ";

  record Row(
      String keyId, byte[] request, @Nullable String pepperVersion, @Nullable String slowHash) {}

  private final AgroalDataSource database;

  ImportedKeyStore(AgroalDataSource database) {
    this.database = database;
  }

  @Nullable Row byExternalId(String partnerId, String externalId) throws SQLException {
    return first(
        query(COLUMNS + "where partner_id = ? and external_id = ?", partnerId, externalId));
  }

  @Nullable Row byLookup(List<byte[]> lookups) throws SQLException {
    return first(query(COLUMNS + "where lookup = any(?)", (Object) lookups.toArray(byte[][]::new)));
  }

  /** Those of which only a slow hash is known, and whose prefix the text has. */
  List<Row> byPrefix(String text) throws SQLException {
    List<String> prefixes = new ArrayList<>();
    for (int length = MIN_PREFIX; length <= Math.min(MAX_PREFIX, text.length()); length++) {
      prefixes.add(text.substring(0, length));
    }
    return query(
        COLUMNS + "where slow_hash is not null and prefix = any(?) limit " + MAX_CANDIDATES,
        (Object) prefixes.toArray(String[]::new));
  }

  /** How many slow hashes of this prefix there are. */
  boolean isCrowded(String prefix) throws SQLException {
    return query(COLUMNS + "where slow_hash is not null and prefix = ?", prefix).size()
        >= MAX_CANDIDATES;
  }

  void insert(
      String keyId,
      String partnerId,
      String externalId,
      byte[] request,
      byte @Nullable [] lookup,
      @Nullable String prefix,
      @Nullable String slowHash)
      throws SQLException {
    update(
        "insert into imported_key (key_id, partner_id, external_id, request, lookup, prefix,"
            + " slow_hash) values (?, ?, ?, ?, ?, ?, ?)",
        keyId,
        partnerId,
        externalId,
        request,
        lookup,
        prefix,
        slowHash);
  }

  /** From now on the text is found by our own HMAC, and the other system's hash is gone. */
  void adopt(String keyId, byte[] lookup, String pepperVersion) throws SQLException {
    update(
        "update imported_key set lookup = ?, pepper_version = ?, slow_hash = null where key_id = ?",
        lookup,
        pepperVersion,
        keyId);
  }

  private static @Nullable Row first(List<Row> rows) {
    return rows.isEmpty() ? null : rows.getFirst();
  }

  private List<Row> query(String sql, Object... parameters) throws SQLException {
    List<Row> rows = new ArrayList<>(1);
    try (Connection connection = database.getConnection();
        var query = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        Object value =
            switch (parameters[i]) {
              case byte[][] many -> connection.createArrayOf("bytea", many);
              case String[] many -> connection.createArrayOf("text", many);
              case Object one -> one;
            };
        query.setObject(i + 1, value);
      }
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          rows.add(new Row(row.getString(1), row.getBytes(2), row.getString(3), row.getString(4)));
        }
      }
    }
    return rows;
  }

  private void update(String sql, @Nullable Object... parameters) throws SQLException {
    try (Connection connection = database.getConnection();
        var update = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        update.setObject(i + 1, parameters[i]);
      }
      update.executeUpdate();
    }
  }
}
