package io.gatehouse.dev.part;

import io.gatehouse.dev.install.KeycloakProgram;
import io.gatehouse.dev.stack.Layout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The JVM's ahead-of-time cache (JEP 483, 514, 515): classes read and linked, and profiles, from an
 * earlier run. It takes a third off the processor time of Keycloak's start.
 *
 * @param flags what the JVM is told
 */
record StartupCache(Path file, List<String> flags) {

  /** One for each JVM: another one could not read it. */
  static StartupCache ofKeycloak(Layout layout) {
    String jvm = System.getProperty("java.vm.version", "").replaceAll("[^0-9A-Za-z.+-]", "_");
    return new StartupCache(
        KeycloakProgram.folder(layout).resolve("start-" + jvm + ".aot"), List.of());
  }

  boolean exists() {
    return Files.exists(file);
  }

  /** Without it nothing is lost but time; so a cache that does not fit is only warned of. */
  StartupCache used() {
    return new StartupCache(file, exists() ? List.of("-XX:AOTCache=" + file) : List.of());
  }

  StartupCache recorded() {
    return new StartupCache(file, List.of("-XX:AOTCacheOutput=" + file));
  }

  boolean isRecorded() {
    return flags.stream().anyMatch(flag -> flag.startsWith("-XX:AOTCacheOutput"));
  }
}
