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
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Assumptions;

/**
 * A second process of the stack's Keycloak over the same database, hence with the same realm, keys
 * and issuer, which speaks TLS and asks who calls for a certificate.
 *
 * <p>Its output is in {@code target/replicas/keycloak-tls.log}.
 */
public final class TlsKeycloak implements AutoCloseable {

  private static final Path LOGS = Path.of("target", "replicas");
  private static final Duration TO_READY = Duration.ofSeconds(90);

  private final int port = freePort();
  private final int plainPort = freePort();
  private final Process process;

  private TlsKeycloak(Path certificates) {
    process = launch(certificates.toAbsolutePath());
  }

  /** Skips the test where there is no Keycloak on this machine to start from. */
  public static void assumeCanStart() {
    Replica.assumeCanStart();
    Assumptions.assumeTrue(Files.exists(program()), "no Keycloak at " + program());
  }

  /**
   * Returns when it answers.
   *
   * @param certificates with {@code server.pem}, {@code server.key}, and {@code ca.pem}, by which
   *     it believes who calls
   */
  public static TlsKeycloak start(Path certificates) {
    TlsKeycloak started = new TlsKeycloak(certificates);
    started.awaitReady();
    return started;
  }

  public String tokenEndpoint() {
    return "https://localhost:" + port + "/realms/gatehouse/protocol/openid-connect/token";
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private static Path program() {
    return Deployment.apps().orElseThrow().resolveSibling("keycloak").resolve("lib");
  }

  private Process launch(Path certificates) {
    try {
      Path home = home();
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(
          List.of(
              "-Xmx384m",
              "-Xss512k",
              "-XX:+UseSerialGC",
              "-XX:TieredStopAtLevel=1",
              "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
              "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
                  + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
              "-Dpicocli.disable.closures=true",
              "--add-opens=java.base/java.util=ALL-UNNAMED",
              "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
              "--add-opens=java.base/java.security=ALL-UNNAMED",
              "--add-opens=java.base/java.lang=ALL-UNNAMED",
              "--enable-native-access=ALL-UNNAMED",
              "-Dkc.home.dir=" + home,
              "-Djboss.server.config.dir=" + home.resolve("conf"),
              "-cp",
              home.resolve("lib/quarkus-run.jar").toString(),
              "io.quarkus.bootstrap.runner.QuarkusEntryPoint",
              "start",
              "--optimized"));
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().putAll(settings(certificates));
      Process started =
          builder
              .redirectOutput(ProcessBuilder.Redirect.to(LOGS.resolve("keycloak-tls.log").toFile()))
              .start();
      Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, String> settings(Path certificates) {
    return Map.ofEntries(
        Map.entry(
            "KC_DB_URL", "jdbc:postgresql://" + Deployment.postgres().orElseThrow() + "/keycloak"),
        Map.entry("KC_DB_USERNAME", "keycloak"),
        Map.entry("KC_DB_PASSWORD", "demo-keycloak-db-password"),
        Map.entry("KC_CACHE", "local"),
        // The realm's own name, so that its tokens are the realm's wherever they come from.
        Map.entry("KC_HOSTNAME", Deployment.KEYCLOAK),
        Map.entry("KC_HTTP_ENABLED", "true"),
        Map.entry("KC_HTTP_HOST", "127.0.0.1"),
        Map.entry("KC_HTTP_PORT", Integer.toString(plainPort)),
        Map.entry("KC_HTTP_MANAGEMENT_PORT", Integer.toString(freePort())),
        Map.entry("KC_HTTPS_PORT", Integer.toString(port)),
        Map.entry("KC_HTTPS_CERTIFICATE_FILE", certificates.resolve("server.pem").toString()),
        Map.entry("KC_HTTPS_CERTIFICATE_KEY_FILE", certificates.resolve("server.key").toString()),
        Map.entry("KC_TRUSTSTORE_PATHS", certificates.resolve("ca.pem").toString()));
  }

  /** A folder of its own around the one program. */
  private static Path home() throws IOException {
    Path home = Files.createDirectories(LOGS.resolve("keycloak-tls")).toAbsolutePath();
    for (String folder : new String[] {"bin", "conf", "lib", "providers", "themes"}) {
      Path link = home.resolve(folder);
      Files.deleteIfExists(link);
      Files.createSymbolicLink(link, program().resolveSibling(folder).toRealPath());
    }
    return home;
  }

  private void awaitReady() {
    long deadline = System.nanoTime() + TO_READY.toNanos();
    while (!answers()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        close();
        File log = LOGS.resolve("keycloak-tls.log").toFile();
        throw new AssertionError("Keycloak did not get ready: see " + log.getAbsolutePath());
      }
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
  }

  private boolean answers() {
    try {
      HttpURLConnection probe =
          (HttpURLConnection)
              URI.create("http://127.0.0.1:" + plainPort + "/realms/gatehouse")
                  .toURL()
                  .openConnection();
      probe.setConnectTimeout(1000);
      probe.setReadTimeout(5000);
      return probe.getResponseCode() == 200;
    } catch (IOException e) {
      return false;
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
