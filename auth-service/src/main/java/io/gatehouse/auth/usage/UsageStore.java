package io.gatehouse.auth.usage;

import io.agroal.api.AgroalDataSource;
import io.gatehouse.guard.usage.KeyUse;
import io.gatehouse.guard.usage.UsageReport;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The tables of use. */
@ApplicationScoped
public class UsageStore {

  /** Reports of older uses are not counted: nothing waits that long. */
  private static final Duration OLDEST = Duration.ofDays(7);

  /** All writers in one order, so that two batches never wait for each other. */
  private static final Comparator<KeyUse> ORDER =
      Comparator.comparing(KeyUse::keyId)
          .thenComparing(KeyUse::version)
          .thenComparing(KeyUse::hour)
          .thenComparing(KeyUse::outcome);

  private static final String COUNT =
      """
      insert into key_usage (key_id, version, hour, outcome, count)
      select id, ?, date_trunc('hour', ?::timestamptz, 'UTC'), ?, ? from api_key
      where id = ? and partner_id <> 'decoy'
      on conflict (key_id, hour, outcome, version)
        do update set count = key_usage.count + excluded.count
      """;

  private static final String LAST =
      """
      update api_key_version set last_used_at = ?, last_used_address = nullif(?, ''),
        last_used_agent = nullif(?, '')
      where key_id = ? and number = ? and (last_used_at is null or last_used_at < ?)
      """;

  private final AgroalDataSource database;
  private final TrafficStore traffic;
  private final InstantSource clock;

  UsageStore(AgroalDataSource database, TrafficStore traffic, InstantSource clock) {
    this.database = database;
    this.traffic = traffic;
    this.clock = clock;
  }

  /** Counts a batch, once however often it comes. */
  @Transactional
  public void add(String service, UsageReport report) throws SQLException {
    Instant now = clock.instant();
    try (Connection connection = database.getConnection()) {
      if (!isNew(connection, service, report, now)) {
        return;
      }
      try (var count = connection.prepareStatement(COUNT);
          var last = connection.prepareStatement(LAST)) {
        for (KeyUse use : report.uses().stream().sorted(ORDER).toList()) {
          Instant oldest = now.minus(OLDEST);
          if (use.hour().isAfter(now)
              || use.hour().isBefore(oldest)
              || use.lastAt().isBefore(oldest)) {
            continue;
          }
          count.setInt(1, use.version());
          count.setObject(2, at(use.hour()));
          count.setString(3, use.outcome());
          count.setLong(4, use.count());
          count.setString(5, use.keyId());
          count.addBatch();
          if (use.outcome().equals("admitted")) {
            // A clock that is ahead, or lies, must not hide later uses.
            OffsetDateTime at = at(use.lastAt().isAfter(now) ? now : use.lastAt());
            last.setObject(1, at);
            last.setString(2, use.address());
            last.setString(3, use.userAgent());
            last.setString(4, use.keyId());
            last.setInt(5, use.version());
            last.setObject(6, at);
            last.addBatch();
          }
        }
        count.executeBatch();
        last.executeBatch();
      }
      if (report.traffic() != null) {
        traffic.add(connection, service, report.traffic(), now);
      }
    }
  }

  private static boolean isNew(
      Connection connection, String service, UsageReport report, Instant now) throws SQLException {
    try (var insert =
        connection.prepareStatement(
            "insert into usage_batch values (?, ?, ?) on conflict do nothing")) {
      insert.setObject(1, report.id());
      insert.setString(2, service);
      insert.setObject(3, at(now));
      return insert.executeUpdate() == 1;
    }
  }

  boolean knows(String keyId) throws SQLException {
    try (var connection = database.getConnection();
        var query = connection.prepareStatement("select 1 from api_key where id = ?")) {
      query.setString(1, keyId);
      try (ResultSet row = query.executeQuery()) {
        return row.next();
      }
    }
  }

  /** Counts by hour and outcome, from the one (inclusive) to the other (exclusive). */
  Map<Instant, Map<String, Long>> hours(String keyId, Instant from, Instant to)
      throws SQLException {
    Map<Instant, Map<String, Long>> out = new TreeMap<>();
    try (var connection = database.getConnection();
        var query =
            connection.prepareStatement(
                """
                select hour, outcome, sum(count)::bigint as count from key_usage
                where key_id = ? and hour >= ? and hour < ? group by hour, outcome
                """)) {
      query.setString(1, keyId);
      query.setObject(2, at(from));
      query.setObject(3, at(to));
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          Instant hour =
              Objects.requireNonNull(row.getObject("hour", OffsetDateTime.class)).toInstant();
          String outcome = Objects.requireNonNull(row.getString("outcome"));
          out.computeIfAbsent(hour, h -> new TreeMap<>()).put(outcome, row.getLong("count"));
        }
      }
    }
    return out;
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
