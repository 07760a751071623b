package io.gatehouse.auth.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table of events, and the outbox that fills with it. */
@ApplicationScoped
public class EventLog {

  private static final String INSERT =
      """
      insert into event (id, type, at, key_id, partner_id, data, once)
      select ?, ?, ?, id, partner_id, ?::jsonb, ? from api_key where id = ? and partner_id <> 'decoy'
      on conflict (once) do nothing returning sequence
      """;

  private static final String OUTBOX =
      """
      insert into webhook_delivery (webhook_id, event, state, created_at, next_at)
      select id, ?, 'pending', ?, ? from webhook
      where enabled and (types = '{}' or ? = any (types))
      """;

  private final AgroalDataSource database;
  private final ObjectMapper mapper;
  private final InstantSource clock;

  EventLog(AgroalDataSource database, ObjectMapper mapper, InstantSource clock) {
    this.database = database;
    this.mapper = mapper;
    this.clock = clock;
  }

  /**
   * Keeps an event and its deliveries, in the caller's transaction.
   *
   * @param once names what may happen once alone; null if it may happen again
   * @return false if it has happened
   */
  @Transactional(Transactional.TxType.MANDATORY)
  boolean append(EventType type, String keyId, @Nullable String once, Map<String, ?> data)
      throws SQLException {
    OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
    try (Connection connection = database.getConnection();
        var insert = connection.prepareStatement(INSERT);
        var outbox = connection.prepareStatement(OUTBOX)) {
      insert.setString(1, "evt_" + UUID.randomUUID().toString().replace("-", ""));
      insert.setString(2, type.code());
      insert.setObject(3, now);
      insert.setString(4, mapper.writeValueAsString(data));
      insert.setString(5, once);
      insert.setString(6, keyId);
      try (ResultSet row = insert.executeQuery()) {
        if (!row.next()) {
          return false;
        }
        outbox.setLong(1, row.getLong(1));
      }
      outbox.setObject(2, now);
      outbox.setObject(3, now);
      outbox.setString(4, type.code());
      outbox.executeUpdate();
      return true;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("The data of an event must be plain JSON values", e);
    }
  }

  /** Newest first, before {@code cursor}; one row more than {@code limit}, if there are more. */
  List<EventView> page(
      long cursor,
      int limit,
      @Nullable String type,
      @Nullable String keyId,
      @Nullable String partnerId)
      throws SQLException {
    try (var connection = database.getConnection();
        var query =
            connection.prepareStatement(
                """
                select * from event where sequence < ? and (?::text is null or type = ?)
                  and (?::text is null or key_id = ?) and (?::text is null or partner_id = ?)
                order by sequence desc limit ?
                """)) {
      query.setLong(1, cursor);
      query.setString(2, type);
      query.setString(3, type);
      query.setString(4, keyId);
      query.setString(5, keyId);
      query.setString(6, partnerId);
      query.setString(7, partnerId);
      query.setInt(8, limit + 1);
      List<EventView> out = new ArrayList<>();
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          out.add(
              new EventView(
                  row.getLong("sequence"),
                  text(row, "id"),
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

  private static String text(ResultSet row, String column) throws SQLException {
    return Objects.requireNonNull(row.getString(column));
  }
}
