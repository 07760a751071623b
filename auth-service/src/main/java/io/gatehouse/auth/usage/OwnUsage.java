package io.gatehouse.auth.usage;

import io.gatehouse.guard.usage.UsageReport;
import io.gatehouse.guard.usage.UsageSink;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.sql.SQLException;

/** What was counted in this service itself need not go over HTTP. */
@Singleton
class OwnUsage implements UsageSink {

  private final UsageStore store;

  OwnUsage(UsageStore store) {
    this.store = store;
  }

  @Override
  public boolean accept(UsageReport report) throws IOException {
    try {
      store.add("auth-service", report);
      return true;
    } catch (SQLException | RuntimeException e) {
      throw new IOException(e);
    }
  }
}
