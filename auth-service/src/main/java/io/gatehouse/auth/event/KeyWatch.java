package io.gatehouse.auth.event;

import io.agroal.api.AgroalDataSource;
import io.gatehouse.auth.key.KeysConfig;
import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
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

  /** In one transaction, so that it ends in time with any number of keys. */
  private static final int BATCH = 500;

  /** Of a column: its second of the epoch, which does not change with the clock's resolution. */
  private static final String SECOND = "floor(extract(epoch from %s))::bigint";

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
    } catch (RuntimeException e) {
      Log.warnf("keys were not looked through: %s", e.getMessage());
    }
  }

  void look(Instant now) {
    expiring(now);
    unused(now);
    oldSecrets(now);
  }

  private void expiring(Instant now) {
    for (int i = 0; i < DAYS.length; i++) {
      Duration from = i == 0 ? Duration.ZERO : Duration.ofDays(DAYS[i - 1]);
      int days = DAYS[i];
      each(
          "select k.id, k.expires_at as at, 0 as number, 'expiring:' || k.id || ':%d:' || %s as once"
                  .formatted(days, SECOND.formatted("k.expires_at"))
              + LIVE
              + "and k.expires_at > ? and k.expires_at <= ?",
          now.plus(from),
          now.plus(Duration.ofDays(days)),
          (key, at, number, once) ->
              events.append(
                  EventType.EXPIRING,
                  key,
                  once,
                  Map.of("daysLeft", days, "expiresAt", at.toString())));
    }
  }

  private void unused(Instant now) {
    each(
        "select id, since as at, 0 as number, 'unused:' || id || ':' || %s as once from idle_key"
                .formatted(SECOND.formatted("since"))
            + " where since > ? and since <= ?",
        Instant.EPOCH,
        now.minus(config.unusedAfter()),
        (key, at, number, once) -> events.append(EventType.UNUSED, key, once, sinceWhen(at)));
  }

  private Map<String, String> sinceWhen(Instant at) {
    return keys.disableUnusedAfter()
        .map(after -> Map.of("since", at.toString(), "willBeDisabledAt", at.plus(after).toString()))
        .orElse(Map.of("since", at.toString()));
  }

  /** The last fifth of the time between the beginning of its grace and its end. */
  private void oldSecrets(Instant now) {
    each(
        """
        select k.id, v.ends_at as at, v.number,
          'old:' || k.id || ':' || v.number || ':' || %s as once from api_key k
          join api_key_version v on v.key_id = k.id
          join api_key_version n on n.key_id = v.key_id and n.number = v.number + 1
        where k.revoked_at is null and v.ends_at > ? and v.ends_at < ?
          and v.last_used_at >= v.ends_at - (v.ends_at - coalesce(v.grace_from, n.created_at)) / 5
        """
            .formatted(SECOND.formatted("v.ends_at")),
        now.minus(Duration.ofDays(1)),
        now.plus(Duration.ofDays(400)),
        (key, at, number, once) ->
            events.append(
                EventType.OLD_SECRET_USED,
                key,
                once,
                Map.of("secret", number, "endsAt", at.toString())));
  }

  /** What is told of a key. */
  private interface Teller {
    boolean tell(String key, Instant at, int number, String once) throws SQLException;
  }

  /** All that was not told before, a batch in each transaction: there may be any number. */
  private void each(String sql, Instant from, Instant to, Teller teller) {
    String untold =
        "select * from (%s) seen where not exists (select from event where event.once = seen.once)"
                .formatted(sql)
            + " order by id, number limit "
            + BATCH;
    int told;
    do {
      told = QuarkusTransaction.requiringNew().call(() -> some(untold, from, to, teller));
    } while (told == BATCH);
  }

  /** How many of a batch were told: fewer if it was the last, or if another replica is at it. */
  private int some(String sql, Instant from, Instant to, Teller teller) throws SQLException {
    int told = 0;
    try (var connection = database.getConnection();
        var query = connection.prepareStatement(sql)) {
      query.setObject(1, from.atOffset(ZoneOffset.UTC));
      query.setObject(2, to.atOffset(ZoneOffset.UTC));
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          Instant at = row.getObject("at", OffsetDateTime.class).toInstant();
          if (teller.tell(row.getString("id"), at, row.getInt("number"), row.getString("once"))) {
            told++;
          }
        }
      }
    }
    return told;
  }
}
