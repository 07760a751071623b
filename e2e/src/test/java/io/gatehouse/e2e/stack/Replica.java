package io.gatehouse.e2e.stack;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Assumptions;

/**
 * A further process of a service beside the stack's own: the same jar, stores and addresses, on a
 * port of its own. Unlike the stack's, nobody starts it again when it dies.
 *
 * <p>Its output is in {@code target/replicas/NAME.log}.
 */
public final class Replica implements AutoCloseable {

  private static final Path LOGS = Path.of("target", "replicas");
  private static final Duration TO_READY = Duration.ofSeconds(90);

  private final String name;
  private final String service;
  private final int port;
  private final Map<String, String> settings;
  private Process process;

  private Replica(String name, String service, Map<String, String> settings) {
    this.name = name;
    this.service = service;
    this.settings = settings;
    this.port = freePort();
    this.process = launch();
  }

  /** Skips the test where there is nothing on this machine that a replica could be started from. */
  public static void assumeCanStart() {
    Assumptions.assumeTrue(
        Deployment.apps().isPresent()
            && Deployment.postgres().isPresent()
            && Deployment.redis().isPresent(),
        "GATEHOUSE_E2E_APPS, _POSTGRES and _REDIS are not all set: no replica can be started");
  }

  /**
   * Starts one, and does not wait for it.
   *
   * @param name of its log; unlike every other's
   * @param service {@code orders-service}, {@code auth-service} or {@code admin-service}
   * @param settings properties, over those that the stack's own have
   */
  public static Replica start(String name, String service, Map<String, String> settings) {
    return new Replica(name, service, settings);
  }

  public String url() {
    return "http://localhost:" + port;
  }

  /** Waits until it may be sent requests. */
  public Replica awaitReady() {
    long deadline = System.nanoTime() + TO_READY.toNanos();
    while (!isReady()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new AssertionError(name + " did not get ready: see " + log().getAbsolutePath());
      }
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
    return this;
  }

  private boolean isReady() {
    try {
      HttpURLConnection probe =
          (HttpURLConnection) URI.create(url() + "/q/health/ready").toURL().openConnection();
      probe.setConnectTimeout(1000);
      probe.setReadTimeout(2000);
      return probe.getResponseCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /** Freezes it where it stands: it keeps its sockets and does nothing (SIGSTOP). */
  public void freeze() {
    signal("STOP");
  }

  /** Lets it go on (SIGCONT). */
  public void thaw() {
    signal("CONT");
  }

  /** Ends it without a chance to say a word (SIGKILL). */
  public void kill() {
    process.destroyForcibly();
    await();
  }

  /** Ends it in good order. */
  public void stop() {
    thaw();
    process.destroy();
    await();
  }

  /** Starts it anew on its port with its settings, and does not wait for it. */
  public void restart() {
    stop();
    process = launch();
  }

  @Override
  public void close() {
    kill();
  }

  private Process launch() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx192m", "-Xss512k", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("-Dquarkus.profile=local");
    command.add("-Dquarkus.http.host=127.0.0.1");
    command.add("-Dquarkus.http.port=" + port);
    settings.forEach((property, value) -> command.add("-D" + property + "=" + value));
    command.add("-jar");
    command.add(
        Deployment.apps()
            .orElseThrow()
            .resolve(service)
            .resolve("quarkus-run.jar")
            .toAbsolutePath()
            .toString());
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(variable -> variable.startsWith("QUARKUS_"));
    builder.environment().put("QUARKUS_REDIS_HOSTS", Deployment.redis().orElseThrow());
    builder
        .environment()
        .put(
            "QUARKUS_DATASOURCE_JDBC_URL",
            "jdbc:postgresql://"
                + Deployment.postgres().orElseThrow()
                + "/"
                + service.replace("-service", ""));
    // Where the others are stands in GATEHOUSE_URLS_*, as for the stack's own.
    try {
      Files.createDirectories(LOGS);
      Process started = builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log())).start();
      // A run that is broken off leaves nothing behind.
      Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private File log() {
    return LOGS.resolve(name + ".log").toFile();
  }

  private void signal(String signal) {
    if (process.isAlive()) {
      Command.run("kill -" + signal + " " + process.pid(), Duration.ofSeconds(10));
    }
  }

  private void await() {
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(name + " does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
