package io.gatehouse.guard.possession;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The certificates of the sample's script, and a service that shows and asks for them. */
public final class Certificates implements QuarkusTestResourceLifecycleManager {

  static final Path SAMPLE = Path.of("../samples/service-to-service").toAbsolutePath().normalize();
  static final Path FOLDER = Path.of("target/certificates").toAbsolutePath();

  @Override
  public Map<String, String> start() {
    make(FOLDER, "orders-service");
    make(FOLDER, "admin-service");
    return Map.of(
        "quarkus.tls.key-store.pem.0.cert", FOLDER.resolve("server.pem").toString(),
        "quarkus.tls.key-store.pem.0.key", FOLDER.resolve("server.key").toString(),
        "quarkus.tls.trust-store.pem.certs", FOLDER.resolve("ca.pem").toString());
  }

  /** Another folder has another authority. */
  static void make(Path folder, String client) {
    try {
      Process script =
          new ProcessBuilder(
                  SAMPLE.resolve("certificates.sh").toString(), folder.toString(), client)
              .inheritIO()
              .start();
      if (!script.waitFor(60, TimeUnit.SECONDS) || script.exitValue() != 0) {
        throw new AssertionError("certificates.sh failed");
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Override
  public void stop() {}
}
