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
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The ledger's tables. Plain JDBC: the head's lock, the stream of a million rows and the
 * publisher's own connection are the point here, and an ORM would hide all three.
 */
@Singleton
class LedgerStore {

  private static final String COLUMNS =
      "sequence, epoch, target, target_id, reason, requested_by, requested_at, issued_before,"
          + " expires_at, client";

  /** Channel on which a commit is told to the publisher, on whichever replica that is. */
  static final String CHANNEL = "gatehouse_revocations";

  private static final String MARK_OF_KEY =
      """
      select max(issued_before) from revocation
      where (target = 'key' and target_id = ?
          or target = 'partner' and target_id = (select partner_id from api_key where id = ?))
        and expires_at > ?
      """;

  private static final String MARK_OF_PARTNER =
      """
      select max(issued_before) from revocation
      where (target = 'partner' and target_id = ?
          or target = 'key' and target_id in (select id from api_key where partner_id = ?))
        and expires_at > ?
      """;

  /** The last sequence of the present epoch. */
  record Head(long epoch, long sequence) {}

  Head head(Connection connection) throws SQLException {
    return head(connection, "select epoch, sequence from revocation_head where id = 1");
  }

  /** The head, held until the end of the transaction: sequences follow the order of commits. */
  Head lockHead(Connection connection) throws SQLException {
    return head(connection, "select epoch, sequence from revocation_head where id = 1 for update");
  }

  private static Head head(Connection connection, String sql) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(sql);
        ResultSet rows = query.executeQuery()) {
      if (!rows.next()) {
        throw new SQLException("revocation_head is empty");
      }
      return new Head(rows.getLong(1), rows.getLong(2));
    }
  }

  /** Writes the entry, moves the head, and tells the publisher when this commits. */
  void insert(Connection connection, LedgerEntry entry, @Nullable String idempotencyKey)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "with head as (update revocation_head set sequence = ? where id = 1) insert into"
                + " revocation ("
                + COLUMNS
                + ", idempotency_key) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      insert.setLong(1, entry.sequence());
      insert.setLong(2, entry.sequence());
      insert.setLong(3, entry.epoch());
      insert.setString(4, entry.target().word());
      insert.setString(5, entry.id());
      insert.setString(6, entry.reason());
      insert.setString(7, entry.requestedBy());
      insert.setTimestamp(8, Timestamp.from(entry.requestedAt()));
      insert.setTimestamp(9, timestamp(entry.issuedBefore()));
      insert.setTimestamp(10, Timestamp.from(entry.expiresAt()));
      insert.setString(11, entry.client());
      insert.setString(12, idempotencyKey);
      insert.executeUpdate();
    }
    try (PreparedStatement notify = connection.prepareStatement("select pg_notify(?, '')")) {
      notify.setString(1, CHANNEL);
      notify.execute();
    }
  }

  /**
   * The last live entry of this target, at this client or everywhere; null for no client: only
   * everywhere.
   */
  @Nullable LedgerEntry live(
      Connection connection, Target target, String id, @Nullable String client, Instant now)
      throws SQLException {
    return first(
        connection,
        "where target = ? and target_id = ? and (client is null or client = ?::text) and expires_at"
            + " > ? order by issued_before desc nulls first, sequence desc limit 1",
        target.word(),
        id,
        client,
        Timestamp.from(now));
  }

  /**
   * The last mark to which a token of this key, or of any key of this partner, can be dated. The
   * caller of a change holds the partner's and the key's lock, so that no other is written
   * meanwhile.
   */
  @Nullable Instant lastMark(Connection connection, Target target, String id, Instant now)
      throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(target == Target.PARTNER ? MARK_OF_PARTNER : MARK_OF_KEY)) {
      query.setString(1, id);
      query.setString(2, id);
      query.setTimestamp(3, Timestamp.from(now));
      try (ResultSet row = query.executeQuery()) {
        return row.next() && row.getTimestamp(1) != null ? row.getTimestamp(1).toInstant() : null;
      }
    }
  }

  @Nullable LedgerEntry byRequest(Connection connection, String requestedBy, String idempotencyKey)
      throws SQLException {
    return first(
        connection, "where requested_by = ? and idempotency_key = ?", requestedBy, idempotencyKey);
  }

  @Nullable LedgerEntry bySequence(Connection connection, long sequence) throws SQLException {
    return first(connection, "where sequence = ?", sequence);
  }

  /** In their order. */
  List<LedgerEntry> after(Connection connection, long sequence, int limit) throws SQLException {
    List<LedgerEntry> entries = new ArrayList<>();
    each(connection, "where sequence > ? order by sequence limit ?", entries::add, sequence, limit);
    return entries;
  }

  /** Newest first, before a sequence; of this target and id where they are named. */
  List<LedgerEntry> newest(
      Connection connection, long before, @Nullable Target target, @Nullable String id, int limit)
      throws SQLException {
    List<LedgerEntry> entries = new ArrayList<>();
    String word = target == null ? null : target.word();
    each(
        connection,
        "where sequence < ? and (?::text is null or target = ?) and (?::text is null or target_id ="
            + " ?) order by sequence desc limit ?",
        entries::add,
        before,
        word,
        word,
        id,
        id,
        limit);
    return entries;
  }

  /**
   * All live entries after a sequence, as they come from the database; in a transaction, or they
   * would all be held in memory.
   */
  void live(Connection connection, long after, Instant now, Consumer<LedgerEntry> sink)
      throws SQLException {
    each(
        connection,
        "where sequence > ? and expires_at > ? order by sequence",
        sink,
        after,
        Timestamp.from(now));
  }

  /** Begins another history: whoever follows the present one fetches everything. */
  Head beginEpoch(Connection connection, long laterThan) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update revocation_head set epoch = greatest(epoch + 1, ? + 1,"
                + " (extract(epoch from clock_timestamp()) * 1000)::bigint) where id = 1")) {
      update.setLong(1, laterThan);
      update.executeUpdate();
    }
    return head(connection);
  }

  private static @Nullable LedgerEntry first(
      Connection connection, String where, @Nullable Object... parameters) throws SQLException {
    List<LedgerEntry> found = new ArrayList<>(1);
    each(connection, where, found::add, parameters);
    return found.isEmpty() ? null : found.getFirst();
  }

  private static void each(
      Connection connection,
      String where,
      Consumer<LedgerEntry> sink,
      @Nullable Object... parameters)
      throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("select " + COLUMNS + " from revocation " + where)) {
      query.setFetchSize(1000);
      for (int i = 0; i < parameters.length; i++) {
        query.setObject(i + 1, parameters[i]);
      }
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          sink.accept(entry(rows));
        }
      }
    }
  }

  private static LedgerEntry entry(ResultSet row) throws SQLException {
    Timestamp issuedBefore = row.getTimestamp(8);
    return new LedgerEntry(
        row.getLong(1),
        row.getLong(2),
        Target.of(row.getString(3)),
        row.getString(4),
        row.getString(10),
        row.getString(5),
        row.getString(6),
        row.getTimestamp(7).toInstant(),
        issuedBefore == null ? null : issuedBefore.toInstant(),
        row.getTimestamp(9).toInstant());
  }

  private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
    return instant == null ? null : Timestamp.from(instant);
  }
}
