package io.gatehouse.auth.event;

import io.agroal.api.AgroalDataSource;
import io.gatehouse.auth.key.KeysConfig;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;

/**
 * Sees what no request brings about: keys that will expire, that nobody uses, and old secrets that
 * are still used when they are about to end. Each replica looks; each thing is told once.
 */
@ApplicationScoped
class KeyWatch {

  /** Told when this many days are left, the fewest that fit. */
  private static final int[] DAYS = {1, 7, 30};

  private static final String LIVE =
      " from api_key k join partner p on p.id = k.partner_id"
          + " where k.revoked_at is null and k.enabled and p.deleted_at is null ";

  private final AgroalDataSource database;
  private final EventLog events;
  private final EventConfig config;
  private final KeysConfig keys;
  private final InstantSource clock;

  KeyWatch(
      AgroalDataSource database,
      EventLog events,
      EventConfig config,
      KeysConfig keys,
      InstantSource clock) {
    if (keys.disableUnusedAfter()
        .filter(it -> it.compareTo(config.unusedAfter()) <= 0)
        .isPresent()) {
      throw new IllegalStateException(
          "gatehouse.keys.disable-unused-after must be longer than gatehouse.events.unused-after");
    }
    this.keys = keys;
    this.database = database;
    this.events = events;
    this.config = config;
    this.clock = clock;
  }

  @Scheduled(every = "${gatehouse.events.watch-every:PT5M}", delayed = "30s")
  void look() {
    try {
      look(clock.instant());
    } catch (SQLException | RuntimeException e) {
      Log.warnf("keys were not looked through: %s", e.getMessage());
    }
  }

  @Transactional
  void look(Instant now) throws SQLException {
    expiring(now);
    unused(now);
    oldSecrets(now);
  }

  private void expiring(Instant now) throws SQLException {
    for (int i = 0; i < DAYS.length; i++) {
      Duration from = i == 0 ? Duration.ZERO : Duration.ofDays(DAYS[i - 1]);
      int days = DAYS[i];
      each(
          "select k.id, k.expires_at as at, 0 as number"
              + LIVE
              + "and k.expires_at > ? and k.expires_at <= ? order by k.id",
          now.plus(from),
          now.plus(Duration.ofDays(days)),
          (key, at, number) ->
              events.append(
                  EventType.EXPIRING,
                  key,
                  "expiring:" + key + ":" + days + ":" + at.getEpochSecond(),
                  Map.of("daysLeft", days, "expiresAt", at.toString())));
    }
  }

  private void unused(Instant now) throws SQLException {
    each(
        "select id, since as at, 0 as number from idle_key where since > ? and since <= ? order by"
            + " id",
        Instant.EPOCH,
        now.minus(config.unusedAfter()),
        (key, at, number) ->
            events.append(
                EventType.UNUSED, key, "unused:" + key + ":" + at.getEpochSecond(), sinceWhen(at)));
  }

  private Map<String, String> sinceWhen(Instant at) {
    return keys.disableUnusedAfter()
        .map(after -> Map.of("since", at.toString(), "willBeDisabledAt", at.plus(after).toString()))
        .orElse(Map.of("since", at.toString()));
  }

  /** The last fifth of the time between the beginning of its grace and its end. */
  private void oldSecrets(Instant now) throws SQLException {
    each(
        """
        select k.id, v.number, v.ends_at as at from api_key k
          join api_key_version v on v.key_id = k.id
          join api_key_version n on n.key_id = v.key_id and n.number = v.number + 1
        where k.revoked_at is null and v.ends_at > ? and v.ends_at < ?
          and v.last_used_at >= v.ends_at - (v.ends_at - coalesce(v.grace_from, n.created_at)) / 5
        order by k.id, v.number
        """,
        now.minus(Duration.ofDays(1)),
        now.plus(Duration.ofDays(400)),
        (key, at, number) ->
            events.append(
                EventType.OLD_SECRET_USED,
                key,
                "old:" + key + ":" + number + ":" + at.getEpochSecond(),
                Map.of("secret", number, "endsAt", at.toString())));
  }

  /** What is told of a key. */
  private interface Teller {
    boolean tell(String key, Instant at, int number) throws SQLException;
  }

  private void each(String sql, Instant from, Instant to, Teller teller) throws SQLException {
    try (var connection = database.getConnection();
        var query = connection.prepareStatement(sql)) {
      query.setObject(1, from.atOffset(ZoneOffset.UTC));
      query.setObject(2, to.atOffset(ZoneOffset.UTC));
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          teller.tell(
              row.getString("id"),
              row.getObject("at", OffsetDateTime.class).toInstant(),
              row.getInt("number"));
        }
      }
    }
  }
}
