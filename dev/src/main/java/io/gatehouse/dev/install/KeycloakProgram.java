package io.gatehouse.dev.install;

import io.gatehouse.dev.stack.Layout;
import io.gatehouse.dev.stack.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;

/**
 * Keycloak's distribution with its build step done, which takes as long as everything else together
 * and depends on nothing that changes from run to run.
 */
public final class KeycloakProgram extends Installation {

  /** What Keycloak wants to know when it is built, not when it is started. */
  private static final List<String> BUILD_OPTIONS =
      List.of(
          "--db=postgres",
          "--cache=local",
          "--health-enabled=true",
          "--metrics-enabled=true",
          // For who starts it with TLS and tries the mutual-TLS profile; without TLS it means
          // nothing.
          "--https-client-auth=request");

  private final Layout layout;

  private KeycloakProgram(Layout layout) {
    super(
        "keycloak",
        layout.installed(
            "keycloak-%s-%08x"
                .formatted(
                    Versions.KEYCLOAK,
                    BUILD_OPTIONS.hashCode() * 31 + checksum(listener(layout)))));
    this.layout = layout;
  }

  public static void ensure(Layout layout, Consumer<String> say) {
    new KeycloakProgram(layout).ensure(say);
  }

  public static Path folder(Layout layout) {
    return new KeycloakProgram(layout).place();
  }

  /** Our provider: another one makes another Keycloak, with a start-up cache of its own. */
  private static Path listener(Layout layout) {
    return layout.root().resolve("keycloak/event-listener/target/gatehouse-event-listener.jar");
  }

  private static int checksum(Path file) {
    CRC32 sum = new CRC32();
    try {
      sum.update(Files.exists(file) ? Files.readAllBytes(file) : new byte[0]);
    } catch (IOException e) {
      throw new Refusal(file + " cannot be read.", e);
    }
    return (int) sum.getValue();
  }

  @Override
  void make(Path folder) throws IOException, InterruptedException {
    Path archive =
        layout
            .root()
            .resolve(
                "dev/target/keycloak/keycloak-quarkus-dist-%s.tar.gz".formatted(Versions.KEYCLOAK));
    if (!Files.exists(archive)) {
      throw new Refusal("Keycloak's archive is not in " + archive + ": run ./gatehouse build.");
    }
    try (InputStream packed = new GZIPInputStream(Files.newInputStream(archive))) {
      Archives.untar(packed, folder, 1);
    } catch (IOException e) {
      if (String.valueOf(e.getMessage()).contains("No space left")) {
        throw e;
      }
      // Maven does not look again at what is there.
      Files.deleteIfExists(archive);
      throw new Refusal(
          "Keycloak's archive %s was damaged (%s) and is removed: try again, Maven copies it anew."
              .formatted(archive, e.getMessage()),
          e);
    }
    if (!Files.exists(listener(layout))) {
      throw new Refusal(
          "The event listener is not in " + listener(layout) + ": run ./gatehouse build.");
    }
    Files.copy(listener(layout), folder.resolve("providers/gatehouse-event-listener.jar"));
    List<String> command =
        new ArrayList<>(List.of(folder.resolve("bin/kc.sh").toString(), "build"));
    command.addAll(BUILD_OPTIONS);
    Path log = layout.log("keycloak-build");
    ProcessBuilder build =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    build.environment().keySet().removeIf(name -> name.startsWith("KC_"));
    build.environment().put("JAVA_HOME", System.getProperty("java.home"));
    if (Child.run(build) != 0) {
      throw new Refusal("Keycloak's build step failed. Its log: " + log);
    }
  }

  @Override
  List<String> sealed() {
    return List.of("lib", "providers", "conf");
  }
}
