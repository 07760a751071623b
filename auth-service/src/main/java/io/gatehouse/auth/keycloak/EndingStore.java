package io.gatehouse.auth.keycloak;

import io.agroal.api.AgroalDataSource;
import io.gatehouse.auth.revocation.LoginEndings;
import io.gatehouse.auth.revocation.Target;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The outbox of {@link KeycloakEndings}. */
@ApplicationScoped
class EndingStore {

  /** Skips what another replica has in hand; a claim of one that died runs out. */
  private static final String CLAIM =
      """
      with due as (
        select id from keycloak_ending
        where state = 'pending' and next_at <= ?
          and (claimed_until is null or claimed_until < ?)
        order by next_at limit ? for update skip locked)
      update keycloak_ending e set claimed_until = ? from due where e.id = due.id
      returning e.*
      """;

  /** One that this replica alone has in hand. */
  record Claimed(
      long id,
      Target target,
      String targetId,
      @Nullable String client,
      Instant before,
      @Nullable String except,
      int attempts,
      Instant createdAt) {}

  private final AgroalDataSource database;

  EndingStore(AgroalDataSource database) {
    this.database = database;
  }

  @Transactional(TxType.MANDATORY)
  void add(
      long sequence,
      Target target,
      String id,
      @Nullable String client,
      Instant before,
      @Nullable String except,
      Instant now) {
    try (var connection = database.getConnection();
        var insert =
            connection.prepareStatement(
                """
                insert into keycloak_ending
                  (sequence, target, target_id, client, before, except_session, state, created_at,
                   next_at)
                values (?, ?, ?, ?, ?, ?, 'pending', ?, ?) on conflict (sequence) do nothing
                """)) {
      insert.setLong(1, sequence);
      insert.setString(2, target.word());
      insert.setString(3, id);
      insert.setString(4, client);
      insert.setTimestamp(5, Timestamp.from(before));
      insert.setString(6, except);
      insert.setTimestamp(7, Timestamp.from(now));
      insert.setTimestamp(8, Timestamp.from(now));
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("The end of a login cannot be asked for", e);
    }
  }

  @Transactional
  List<Claimed> claim(Instant now, Instant until, int limit) throws SQLException {
    try (var connection = database.getConnection();
        var query = connection.prepareStatement(CLAIM)) {
      query.setTimestamp(1, Timestamp.from(now));
      query.setTimestamp(2, Timestamp.from(now));
      query.setInt(3, limit);
      query.setTimestamp(4, Timestamp.from(until));
      List<Claimed> out = new ArrayList<>();
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          out.add(
              new Claimed(
                  row.getLong("id"),
                  Target.valueOf(row.getString("target").toUpperCase(Locale.ROOT)),
                  row.getString("target_id"),
                  row.getString("client"),
                  row.getTimestamp("before").toInstant(),
                  row.getString("except_session"),
                  row.getInt("attempts"),
                  row.getTimestamp("created_at").toInstant()));
        }
      }
      return out;
    }
  }

  @Transactional
  void done(Claimed ending, int ended, Instant at) throws SQLException {
    update(ending, "state = 'done', ended = ?, finished_at = ?", ended, Timestamp.from(at));
  }

  /**
   * @param next when to try again; null if it is over
   */
  @Transactional
  void failed(Claimed ending, String why, Instant at, @Nullable Instant next) throws SQLException {
    if (next == null) {
      update(
          ending, "state = 'failed', last_failure = ?, finished_at = ?", why, Timestamp.from(at));
    } else {
      update(ending, "last_failure = ?, next_at = ?", why, Timestamp.from(next));
    }
  }

  private void update(Claimed ending, String set, Object first, Timestamp second)
      throws SQLException {
    try (var connection = database.getConnection();
        var update =
            connection.prepareStatement(
                "update keycloak_ending set attempts = attempts + 1, claimed_until = null, "
                    + set
                    + " where id = ? and state = 'pending'")) {
      update.setObject(1, first);
      update.setTimestamp(2, second);
      update.setLong(3, ending.id());
      update.executeUpdate();
    }
  }

  LoginEndings.@Nullable Progress of(long sequence) throws SQLException {
    try (var connection = database.getConnection();
        var query =
            connection.prepareStatement("select * from keycloak_ending where sequence = ?")) {
      query.setLong(1, sequence);
      try (ResultSet row = query.executeQuery()) {
        if (!row.next()) {
          return null;
        }
        Timestamp finished = row.getTimestamp("finished_at");
        return new LoginEndings.Progress(
            row.getString("state"),
            row.getInt("attempts"),
            row.getObject("ended", Integer.class),
            finished == null ? null : finished.toInstant(),
            row.getString("last_failure"));
      }
    }
  }

  long pending() throws SQLException {
    try (var connection = database.getConnection();
        var query =
            connection.prepareStatement(
                "select count(*) from keycloak_ending where state = 'pending'");
        ResultSet row = query.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  @Transactional
  int forget(Instant before) throws SQLException {
    try (var connection = database.getConnection();
        var delete =
            connection.prepareStatement("delete from keycloak_ending where finished_at < ?")) {
      delete.setTimestamp(1, Timestamp.from(before));
      return delete.executeUpdate();
    }
  }
}
