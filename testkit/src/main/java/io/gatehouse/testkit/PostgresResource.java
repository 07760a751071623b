package io.gatehouse.testkit;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A real PostgreSQL for one test run, on a free port. */
public final class PostgresResource implements QuarkusTestResourceLifecycleManager {

  private @Nullable EmbeddedPostgres postgres;

  @Override
  public Map<String, String> start() {
    try {
      EmbeddedPostgres started = EmbeddedPostgres.builder().start();
      postgres = started;
      return Map.of(
          "quarkus.datasource.jdbc.url", started.getJdbcUrl("postgres", "postgres"),
          "quarkus.datasource.username", "postgres",
          "quarkus.datasource.password", "postgres");
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL did not start", e);
    }
  }

  @Override
  public void stop() {
    if (postgres != null) {
      try {
        postgres.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
