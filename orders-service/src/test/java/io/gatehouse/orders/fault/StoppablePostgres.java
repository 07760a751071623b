package io.gatehouse.orders.fault;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A real PostgreSQL that a test can stop and start again: same port, same data. */
public final class StoppablePostgres implements QuarkusTestResourceLifecycleManager {

  private int port;
  private @Nullable Path data;
  private @Nullable EmbeddedPostgres server;

  @Override
  public Map<String, String> start() {
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
      data = Files.createTempDirectory("orders-postgres");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    up();
    return Map.of(
        "quarkus.datasource.jdbc.url", "jdbc:postgresql://localhost:" + port + "/postgres",
        "quarkus.datasource.username", "postgres",
        "quarkus.datasource.password", "postgres");
  }

  void up() {
    try {
      server =
          EmbeddedPostgres.builder()
              .setPort(port)
              .setDataDirectory(data)
              .setCleanDataDirectory(false)
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL did not start", e);
    }
  }

  void down() {
    EmbeddedPostgres running = server;
    server = null;
    if (running != null) {
      try {
        running.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Every process of the server stops where it stands: it accepts, and says nothing. */
  void freeze() {
    signal("-STOP");
  }

  void thaw() {
    signal("-CONT");
  }

  private void signal(String signal) {
    try {
      Path pidFile = Objects.requireNonNull(data).resolve("postmaster.pid");
      long postmaster = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
      List<String> command = new ArrayList<>(List.of("kill", signal, Long.toString(postmaster)));
      ProcessHandle.of(postmaster)
          .ifPresent(
              main -> main.descendants().forEach(part -> command.add(Long.toString(part.pid()))));
      new ProcessBuilder(command).inheritIO().start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(this, new TestInjector.MatchesType(StoppablePostgres.class));
  }

  @Override
  public void stop() {
    down();
  }
}
