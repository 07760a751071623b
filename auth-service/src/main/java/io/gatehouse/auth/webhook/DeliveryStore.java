package io.gatehouse.auth.webhook;

import static io.gatehouse.auth.webhook.WebhookStore.at;
import static io.gatehouse.auth.webhook.WebhookStore.text;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The outbox, and the record of attempts. */
@ApplicationScoped
class DeliveryStore {

  /** Skips what another replica has in hand; a claim of one that died runs out. */
  private static final String CLAIM =
      """
      with due as (
        select d.id from webhook_delivery d join webhook w on w.id = d.webhook_id
        where d.state = 'pending' and d.next_at <= ? and w.enabled
          and (d.claimed_until is null or d.claimed_until < ?)
        order by d.next_at limit ? for update of d skip locked)
      update webhook_delivery d set claimed_until = ?
      from due, webhook w, event e
      where d.id = due.id and w.id = d.webhook_id and e.sequence = d.event
      returning d.id, d.attempts, d.created_at, w.id as webhook, w.url, w.secret,
        e.id as event_id, e.type, e.at, e.key_id, e.partner_id, e.data
      """;

  /** One delivery that this replica alone has in hand. */
  record Claimed(
      long id,
      int attempts,
      Instant createdAt,
      String webhook,
      String url,
      byte[] sealed,
      String eventId,
      String type,
      Instant at,
      String keyId,
      String partnerId,
      String data) {}

  private final AgroalDataSource database;

  DeliveryStore(AgroalDataSource database) {
    this.database = database;
  }

  @Transactional
  List<Claimed> claim(Instant now, Instant until, int limit) throws SQLException {
    try (var connection = database.getConnection();
        var query = connection.prepareStatement(CLAIM)) {
      query.setObject(1, at(now));
      query.setObject(2, at(now));
      query.setInt(3, limit);
      query.setObject(4, at(until));
      List<Claimed> out = new ArrayList<>();
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          out.add(
              new Claimed(
                  row.getLong("id"),
                  row.getInt("attempts"),
                  row.getObject("created_at", OffsetDateTime.class).toInstant(),
                  text(row, "webhook"),
                  text(row, "url"),
                  java.util.Objects.requireNonNull(row.getBytes("secret")),
                  text(row, "event_id"),
                  text(row, "type"),
                  row.getObject("at", OffsetDateTime.class).toInstant(),
                  text(row, "key_id"),
                  text(row, "partner_id"),
                  text(row, "data")));
        }
      }
      return out;
    }
  }

  /**
   * @param next when to try again; null if it is over
   */
  @Transactional
  void attempted(
      Claimed delivery,
      Instant at,
      long millis,
      String outcome,
      boolean delivered,
      @Nullable Instant next)
      throws SQLException {
    try (var connection = database.getConnection();
        var insert =
            connection.prepareStatement(
                "insert into webhook_attempt select id, ?, ?, ?, ? from webhook_delivery"
                    + " where id = ? on conflict do nothing");
        var update =
            connection.prepareStatement(
                """
                update webhook_delivery set attempts = ?, state = ?, claimed_until = null,
                  last_at = ?, last_outcome = ?, next_at = coalesce(?, next_at)
                where id = ? and state = 'pending' and attempts = ?
                """)) {
      insert.setInt(1, delivery.attempts() + 1);
      insert.setObject(2, at(at));
      insert.setString(3, outcome);
      insert.setLong(4, millis);
      insert.setLong(5, delivery.id());
      insert.executeUpdate();
      update.setInt(1, delivery.attempts() + 1);
      update.setString(2, delivered ? "delivered" : next == null ? "failed" : "pending");
      update.setObject(3, at(at));
      update.setString(4, outcome);
      update.setObject(5, next == null ? null : at(next));
      update.setLong(6, delivery.id());
      update.setInt(7, delivery.attempts());
      update.executeUpdate();
    }
  }

  /** Newest first, before {@code cursor}; one more than {@code limit}, if there are more. */
  List<DeliveryView> page(String webhook, long cursor, int limit) throws SQLException {
    try (var connection = database.getConnection();
        var query =
            connection.prepareStatement(
                """
                select d.*, e.id as event_id, e.type from webhook_delivery d
                  join event e on e.sequence = d.event
                where d.webhook_id = ? and d.id < ? order by d.id desc limit ?
                """);
        var tried =
            connection.prepareStatement(
                "select * from webhook_attempt where delivery = ? order by number")) {
      query.setString(1, webhook);
      query.setLong(2, cursor);
      query.setInt(3, limit + 1);
      List<DeliveryView> out = new ArrayList<>();
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          tried.setLong(1, row.getLong("id"));
          List<DeliveryView.Attempt> attempts = new ArrayList<>();
          try (ResultSet one = tried.executeQuery()) {
            while (one.next()) {
              attempts.add(
                  new DeliveryView.Attempt(
                      one.getInt("number"),
                      one.getObject("at", OffsetDateTime.class).toInstant(),
                      text(one, "outcome"),
                      one.getLong("millis")));
            }
          }
          String state = text(row, "state");
          out.add(
              new DeliveryView(
                  Long.toString(row.getLong("id")),
                  text(row, "event_id"),
                  row.getLong("event"),
                  text(row, "type"),
                  state,
                  row.getObject("created_at", OffsetDateTime.class).toInstant(),
                  state.equals("pending")
                      ? row.getObject("next_at", OffsetDateTime.class).toInstant()
                      : null,
                  attempts));
        }
      }
      return out;
    }
  }

  /** The same event again, as a delivery of its own; how many were found. */
  int again(String webhook, long delivery, Instant now) throws SQLException {
    return insert(
        """
        insert into webhook_delivery (webhook_id, event, state, created_at, next_at)
        select webhook_id, event, 'pending', ?, ? from webhook_delivery
        where webhook_id = ? and id = ?
        """,
        webhook,
        delivery,
        now);
  }

  /** All events from a sequence on that the webhook asks for. */
  int from(String webhook, long sequence, Instant now) throws SQLException {
    return insert(
        """
        insert into webhook_delivery (webhook_id, event, state, created_at, next_at)
        select w.id, e.sequence, 'pending', ?, ? from webhook w, event e
        where w.id = ? and e.sequence >= ? and (w.types = '{}' or e.type = any (w.types))
        order by e.sequence limit 1000
        """,
        webhook,
        sequence,
        now);
  }

  private int insert(String sql, String webhook, long number, Instant now) throws SQLException {
    try (var connection = database.getConnection();
        var insert = connection.prepareStatement(sql)) {
      insert.setObject(1, at(now));
      insert.setObject(2, at(now));
      insert.setString(3, webhook);
      insert.setLong(4, number);
      return insert.executeUpdate();
    }
  }
}
