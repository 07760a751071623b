package io.gatehouse.auth.fault;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL that the test can stop and start again, same port and same data. The test asks
 * for it over HTTP, since tests and test resources do not share a class loader.
 */
public final class StoppablePostgres implements QuarkusTestResourceLifecycleManager {

  static final String CONTROL = "gatehouse.test.postgres-control";

  private @Nullable HttpServer control;
  private @Nullable EmbeddedPostgres postgres;
  private @Nullable Path data;
  private int port;

  @Override
  public Map<String, String> start() {
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try {
      data = Files.createTempDirectory("stoppable-postgres");
      up();
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/",
          exchange -> {
            switch (exchange.getRequestURI().getPath()) {
              case "/up" -> up();
              case "/freeze" -> signal("-STOP");
              default -> down();
            }
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
          });
      server.start();
      control = server;
      return Map.of(
          "quarkus.datasource.jdbc.url",
          "jdbc:postgresql://localhost:" + port + "/postgres",
          "quarkus.datasource.username",
          "postgres",
          "quarkus.datasource.password",
          "postgres",
          // Shorter than one statement may take, so that a lock can make it run out.
          "quarkus.transaction-manager.default-transaction-timeout",
          "3S",
          CONTROL,
          "http://localhost:" + server.getAddress().getPort());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** To the server and all its connections: they stay, and nothing is answered. */
  private void signal(String name) throws IOException {
    if (data == null || postgres == null) {
      return;
    }
    long server = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).getFirst());
    List<String> kill = new ArrayList<>(List.of("kill", name, Long.toString(server)));
    ProcessHandle.of(server).stream()
        .flatMap(ProcessHandle::descendants)
        .forEach(process -> kill.add(Long.toString(process.pid())));
    try {
      new ProcessBuilder(kill).start().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void up() throws IOException {
    signal("-CONT");
    if (postgres == null) {
      postgres =
          EmbeddedPostgres.builder()
              .setPort(port)
              .setDataDirectory(data)
              .setCleanDataDirectory(false)
              .start();
    }
  }

  private void down() throws IOException {
    signal("-CONT");
    if (postgres != null) {
      postgres.close();
      postgres = null;
    }
  }

  /** After the resource that all tests share, so that its address is replaced. */
  @Override
  public int order() {
    return 100;
  }

  @Override
  public void stop() {
    try {
      down();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (control != null) {
      control.stop(0);
    }
  }
}
