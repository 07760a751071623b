package io.gatehouse.auth.pruning;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/** Removes what is too old, a slice at a time. Any replica may; two at once do no harm. */
@ApplicationScoped
class Pruning {

  /** So many rows in one statement: its locks are short, and it ends in time. */
  private static final int SLICE = 5_000;

  private static final Duration SHORTEST_TRAFFIC = Duration.ofDays(2);

  /** Batches of use are kept for as long as one could come again, and a day. */
  private static final Duration BATCHES = Duration.ofDays(8);

  /**
   * An event that tells once of a key that nobody uses is told again if it is forgotten: it stays
   * while the key lives.
   */
  private static final String SPENT_EVENT =
      """
      at < ? and not exists (select 1 from webhook_delivery d where d.event = sequence)
      and not (type = 'key.unused' and exists (
        select 1 from api_key k where k.id = key_id and k.revoked_at is null))\
      """;

  /** What goes: rows of this table for which this holds, a time in its one gap. */
  private record Old(String table, String which, Duration keep) {}

  private final AgroalDataSource database;
  private final MeterRegistry meters;
  private final InstantSource clock;
  private final List<Old> all;

  Pruning(AgroalDataSource database, MeterRegistry meters, InstantSource clock, KeepConfig keep) {
    if (keep.traffic().compareTo(SHORTEST_TRAFFIC) < 0) {
      throw new IllegalStateException("gatehouse.keep.traffic must be at least P2D");
    }
    this.database = database;
    this.meters = meters;
    this.clock = clock;
    this.all =
        List.of(
            new Old("key_usage", "hour < ?", keep.usage()),
            new Old("usage_batch", "received_at < ?", BATCHES),
            new Old("traffic", "minute < ?", keep.traffic()),
            new Old("webhook_delivery", "created_at < ?", keep.deliveries()),
            new Old("event", SPENT_EVENT, keep.events()));
  }

  @Scheduled(every = "1h", delayed = "5m")
  void prune() {
    for (Old old : all) {
      try {
        int removed = prune(old);
        if (removed > 0) {
          meters.counter("gatehouse.pruned.rows", "of", old.table()).increment(removed);
          Log.infof("pruned %d rows of %s older than %s", removed, old.table(), old.keep());
        }
      } catch (SQLException | RuntimeException e) {
        Log.warnf("old rows of %s were not pruned: %s", old.table(), e.getMessage());
      }
    }
  }

  private int prune(Old old) throws SQLException {
    String delete =
        "delete from %1$s where ctid = any (array(select ctid from %1$s where %2$s limit %3$d))"
            .formatted(old.table(), old.which(), SLICE);
    OffsetDateTime before = clock.instant().minus(old.keep()).atOffset(ZoneOffset.UTC);
    int all = 0;
    int removed;
    do {
      try (var connection = database.getConnection();
          var statement = connection.prepareStatement(delete)) {
        statement.setObject(1, before);
        removed = statement.executeUpdate();
      }
      all += removed;
    } while (removed == SLICE);
    return all;
  }
}
