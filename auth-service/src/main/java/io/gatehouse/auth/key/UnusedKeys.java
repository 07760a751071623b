package io.gatehouse.auth.key;

import io.agroal.api.AgroalDataSource;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * Disables keys that nobody has used for long, if that is wanted. Each replica looks; each key is
 * disabled once, under its lock.
 */
@ApplicationScoped
class UnusedKeys {

  /** So many in one look; the rest in the next. */
  private static final int MOST = 500;

  private final AgroalDataSource database;
  private final Keys keys;
  private final KeysConfig config;
  private final InstantSource clock;

  UnusedKeys(AgroalDataSource database, Keys keys, KeysConfig config, InstantSource clock) {
    this.database = database;
    this.keys = keys;
    this.config = config;
    this.clock = clock;
  }

  @Scheduled(every = "${gatehouse.events.watch-every:PT5M}", delayed = "45s")
  void look() {
    config.disableUnusedAfter().ifPresent(after -> disable(clock.instant().minus(after)));
  }

  /** Disables what has not been used since then; how many that were. */
  int disable(Instant unusedSince) {
    int disabled = 0;
    try {
      for (String id : idle(unusedSince)) {
        disabled += disable(id, unusedSince) ? 1 : 0;
      }
    } catch (SQLException | RuntimeException e) {
      Log.warnf("unused keys were not looked for: %s", e.getMessage());
    }
    return disabled;
  }

  private boolean disable(String id, Instant unusedSince) {
    try {
      boolean done = keys.disableUnused(id, unusedSince);
      if (done) {
        Log.infof("key %s is disabled: not used since %s", id, unusedSince);
      }
      return done;
    } catch (RuntimeException e) {
      Log.warnf("key %s was not disabled, and will be: %s", id, e.getMessage());
      return false;
    }
  }

  private List<String> idle(Instant since) throws SQLException {
    try (var connection = database.getConnection();
        var query =
            connection.prepareStatement(
                "select id from idle_key where since < ? order by id limit ?")) {
      query.setObject(1, since.atOffset(ZoneOffset.UTC));
      query.setInt(2, MOST);
      List<String> ids = new ArrayList<>();
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          ids.add(row.getString(1));
        }
      }
      return ids;
    }
  }
}
