package io.gatehouse.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A contender's process: same JVM, same flags, and once it is warm the same core as all others. */
public final class Server implements AutoCloseable {

  /** For each contender the same; the report names them. */
  static final List<String> FLAGS =
      List.of(
          "-Xms512m",
          "-Xmx512m",
          "-XX:ActiveProcessorCount=1",
          "-XX:+UseSerialGC",
          "-XX:+AlwaysPreTouch",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  private static final int CORE = 0;
  private static final int CORES = Runtime.getRuntime().availableProcessors();
  private static final int START_SECONDS = 120;
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final String name;
  private final Process process;
  private final int port;

  /** Set before the first server starts: whether the flight recorder runs along. */
  static boolean profiled;

  private Server(String name, Process process, int port) {
    this.name = name;
    this.process = process;
    this.port = port;
  }

  /**
   * Starts this jar on a free port.
   *
   * @param ready path that answers 200, or 401 where all is guarded, once it can be loaded
   */
  static Server start(String name, Path jar, String ready, Map<String, String> settings)
      throws IOException, InterruptedException {
    return start(name, jar, ready, settings, freePort());
  }

  /** The same on a port that others were told before. */
  public static Server start(
      String name, Path jar, String ready, Map<String, String> settings, int port)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("taskset", "-c", "0-" + (CORES - 1)));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FLAGS);
    if (profiled) {
      command.add(
          "-XX:StartFlightRecording=settings=profile,maxsize=200m,filename=" + recording(name));
      command.add("-Xlog:jfr*=off");
    }
    settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
    command.add("-Dquarkus.http.port=" + port);
    command.add("-Dserver.port=" + port);
    command.addAll(List.of("-jar", jar.toString()));
    Path log = Files.createDirectories(Path.of("bench/target")).resolve(name + ".log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    Server server = new Server(name, process, port);
    server.awaitReady(ready);
    return server;
  }

  /**
   * From now on it has one core, the same as all others. Before, its compilers may use what is
   * free: a process that shares one core with them would need many minutes to be warm.
   */
  public Server pin() throws IOException, InterruptedException {
    Process taskset =
        new ProcessBuilder("taskset", "-a", "-c", "-p", "" + CORE, "" + process.pid())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    if (taskset.waitFor() != 0) {
      throw new IllegalStateException(name + " could not be bound to core " + CORE);
    }
    return this;
  }

  /** Spent so far, in user and kernel. */
  Duration processorTime() {
    return process.info().totalCpuDuration().orElseThrow();
  }

  static Path recording(String name) {
    return Path.of("bench/target", name + ".jfr");
  }

  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private void awaitReady(String path) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
    for (int turn = 0; turn < START_SECONDS * 5; turn++) {
      if (!process.isAlive()) {
        throw new IllegalStateException(name + " ended: see bench/target/" + name + ".log");
      }
      try {
        int status = HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        if (status == 200 || status == 401) {
          return;
        }
      } catch (IOException e) {
        // Not listening yet.
      }
      Thread.sleep(200);
    }
    close();
    throw new IllegalStateException(name + " is not ready: see bench/target/" + name + ".log");
  }

  String url() {
    return "http://127.0.0.1:" + port + "/rows";
  }

  public int port() {
    return port;
  }

  String name() {
    return name;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
