package io.gatehouse.auth.key;

import io.agroal.api.AgroalDataSource;
import io.gatehouse.guard.quota.Quota;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The one read behind every key that is presented: a single statement by primary key, outside of
 * Hibernate, since a transaction would double the round trips.
 */
@ApplicationScoped
class KeyLookup {

  /** The row that stands for every id that is not there; see V2. */
  static final String DECOY = "decoy";

  private static final String READ =
      """
      select k.id, k.partner_id, k.environment, k.name, k.scopes, k.allowed_cidrs, k.enabled,
        k.rate_limit as key_limit, p.rate_limit as partner_limit,
        k.expires_at, k.revoked_at is not null or p.deleted_at is not null as revoked,
        p.scopes as partner_scopes, v.number, v.pepper_version, v.hash, v.ends_at,
        v.grace_millis is not null as grace_waits,
        greatest(
          (select max(issued_before) from revocation
           where target = 'key' and target_id = k.id and expires_at > now()),
          (select max(issued_before) from revocation
           where target = 'partner' and target_id = k.partner_id and expires_at > now())) as mark
      from api_key k
        join partner p on p.id = k.partner_id
        join api_key_version v on v.key_id = k.id
      where k.id = coalesce((select id from api_key where id = ?), ?)
      order by v.ends_at desc nulls first, v.number desc limit 2
      """;

  private static final String UPGRADE =
      """
      update api_key_version set pepper_version = ?, hash = ?
      where key_id = ? and number = ? and hash = ?
      """;

  /**
   * A secret's hash, and when the secret ends if before its key.
   *
   * @param graceWaits that its grace begins with the first use of the next secret
   */
  record Secret(
      int number,
      String pepperVersion,
      byte[] hash,
      @Nullable Instant endsAt,
      boolean graceWaits) {}

  /**
   * A key and those two of its secrets that live longest; any other is dead for good.
   *
   * @param decoy that there is no such key
   * @param mark verifiers refuse tokens of this key that were issued before; null for no such mark.
   *     Read with the secrets, in one snapshot: were it read later, a rotation in between would
   *     give the old secret a token that passes the mark made to stop it.
   */
  record Found(KeyFacts key, List<Secret> secrets, boolean decoy, @Nullable Instant mark) {}

  private final AgroalDataSource database;

  KeyLookup(AgroalDataSource database) {
    this.database = database;
  }

  Found find(String id) throws SQLException {
    try (var connection = database.getConnection();
        var query = connection.prepareStatement(READ)) {
      query.setString(1, id);
      query.setString(2, DECOY);
      try (ResultSet row = query.executeQuery()) {
        if (!row.next()) {
          throw new IllegalStateException("The decoy key is missing");
        }
        KeyFacts key = key(row);
        Instant mark = time(row, "mark");
        List<Secret> secrets = new ArrayList<>(2);
        do {
          secrets.add(
              new Secret(
                  row.getInt("number"),
                  Objects.requireNonNull(row.getString("pepper_version")),
                  Objects.requireNonNull(row.getBytes("hash")),
                  time(row, "ends_at"),
                  row.getBoolean("grace_waits")));
        } while (row.next());
        return new Found(key, secrets, key.id().equals(DECOY), mark);
      }
    }
  }

  /** Puts a secret under another pepper; does nothing if somebody was faster. */
  void upgrade(String keyId, Secret secret, String pepperVersion, byte[] hash) throws SQLException {
    try (var connection = database.getConnection();
        var update = connection.prepareStatement(UPGRADE)) {
      update.setString(1, pepperVersion);
      update.setBytes(2, hash);
      update.setString(3, keyId);
      update.setInt(4, secret.number());
      update.setBytes(5, secret.hash());
      update.executeUpdate();
    }
  }

  private static KeyFacts key(ResultSet row) throws SQLException {
    Set<String> effective = new LinkedHashSet<>(texts(row, "scopes"));
    effective.retainAll(texts(row, "partner_scopes"));
    String id = Objects.requireNonNull(row.getString("id"));
    String partner = Objects.requireNonNull(row.getString("partner_id"));
    return new KeyFacts(
        id,
        partner,
        Objects.requireNonNull(row.getString("environment")),
        Objects.requireNonNull(row.getString("name")),
        effective,
        texts(row, "allowed_cidrs"),
        Quota.of(id, row.getString("key_limit"), partner, row.getString("partner_limit")),
        row.getBoolean("enabled"),
        row.getBoolean("revoked"),
        time(row, "expires_at"));
  }

  private static List<String> texts(ResultSet row, String column) throws SQLException {
    Array array = Objects.requireNonNull(row.getArray(column));
    return Arrays.asList((String[]) array.getArray());
  }

  private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
