package io.gatehouse.dev.part;

import io.gatehouse.dev.install.Exclusive;
import io.gatehouse.dev.install.Folders;
import io.gatehouse.dev.machine.PortOwner;
import io.gatehouse.dev.stack.Addresses;
import io.gatehouse.dev.stack.Layout;
import io.gatehouse.dev.stack.Lines;
import io.gatehouse.dev.stack.Orphans;
import io.gatehouse.dev.stack.Part;
import io.gatehouse.dev.stack.Port;
import io.gatehouse.dev.stack.Refusal;
import io.gatehouse.dev.stack.Supervisor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * One start of Keycloak, with a PostgreSQL of its own. Kept of it: the JVM's start-up cache, and
 * the tables that Keycloak made, which take a first start longer than all the rest.
 */
public final class KeycloakTraining {

  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final int FIRST_OFFSET = 8000;
  private static final int LAST_OFFSET = 8900;

  private KeycloakTraining() {}

  /** Does nothing when the cache is there, or could not be made before. */
  public static void ensure(Layout layout, Consumer<String> say) {
    StartupCache cache = StartupCache.ofKeycloak(layout);
    Path failed = cache.file().resolveSibling(cache.file().getFileName() + ".failed");
    if (cache.exists() || Files.exists(failed)) {
      return;
    }
    Exclusive.run(layout, () -> make(layout, cache, failed, say));
  }

  private static void make(Layout layout, StartupCache cache, Path failed, Consumer<String> say) {
    if (cache.exists()) {
      return;
    }
    long began = System.nanoTime();
    try {
      train(layout, cache);
    } catch (Refusal | IOException e) {
      say.accept(
          Lines.event("keycloak", "has no start-up cache, and starts slower: " + e.getMessage()));
    }
    try {
      if (cache.exists()) {
        double seconds = Lines.seconds(Duration.ofNanos(System.nanoTime() - began));
        say.accept("  %-15s cached %5.1f s".formatted("keycloak", seconds));
      } else {
        Files.write(failed, new byte[0]);
      }
    } catch (IOException e) {
      throw new Refusal(failed + " cannot be written.", e);
    }
  }

  private static void train(Layout layout, StartupCache cache) throws IOException {
    Layout scratch = new Layout(layout.root(), layout.home().resolve("training"));
    scratch.create();
    new Orphans(scratch).sweep();
    Folders.remove(scratch.home());
    scratch.create();
    Addresses addresses = freeAddresses();
    List<Part> parts =
        List.of(
            new Postgres(scratch, addresses), new Keycloak(scratch, addresses, cache.recorded()));
    Supervisor supervisor = new Supervisor(parts, scratch, PATIENCE, line -> {});
    Thread interrupted = new Thread(supervisor::stop);
    Runtime.getRuntime().addShutdownHook(interrupted);
    try {
      supervisor.start();
      TrainedRealm.remove(addresses);
    } finally {
      supervisor.stop();
      Runtime.getRuntime().removeShutdownHook(interrupted);
    }
    DatabaseTemplate.of(layout).keep(scratch);
    Folders.remove(scratch.home());
  }

  private static Addresses freeAddresses() {
    for (int offset = FIRST_OFFSET; offset <= LAST_OFFSET; offset += 100) {
      Addresses addresses = new Addresses(offset);
      if (PortOwner.isFree(addresses.port(Port.POSTGRES))
          && PortOwner.isFree(addresses.port(Port.KEYCLOAK))
          && PortOwner.isFree(addresses.port(Port.KEYCLOAK_MANAGEMENT))) {
        return addresses;
      }
    }
    throw new Refusal("no free ports");
  }
}
