package io.gatehouse.auth.usage;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Forgets what is older than anyone looks at. Any replica may; twice does no harm. */
@ApplicationScoped
class UsagePruning {

  private final UsageStore store;
  private final InstantSource clock;
  private final Duration keep;

  UsagePruning(
      UsageStore store,
      InstantSource clock,
      @ConfigProperty(name = "gatehouse.usage-history.keep", defaultValue = "P400D")
          Duration keep) {
    this.store = store;
    this.clock = clock;
    this.keep = keep;
  }

  @Scheduled(every = "1h", delayed = "5m")
  void prune() {
    Instant now = clock.instant();
    try {
      store.prune(now.minus(keep), now.minus(UsageStore.OLDEST.plusDays(1)));
    } catch (SQLException | RuntimeException e) {
      Log.warnf("old key usage was not pruned: %s", e.getMessage());
    }
  }
}
