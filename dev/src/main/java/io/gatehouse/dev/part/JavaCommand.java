package io.gatehouse.dev.part;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The JVM that runs the launcher runs the parts too, with flags for a small and quick start. */
final class JavaCommand {

  private JavaCommand() {}

  static List<String> withHeap(int megabytes) {
    return new ArrayList<>(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xms32m",
            "-Xmx" + megabytes + "m",
            "-Xss512k",
            "-XX:+UseSerialGC",
            // The quick compiler alone: half the time to ready. A stack on a laptop serves one
            // person; bench/ and the containers run with the full compiler.
            "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError"));
  }

  /** What a person's shell may have set for another program must not change ours. */
  static void clean(ProcessBuilder builder) {
    builder
        .environment()
        .keySet()
        .removeIf(name ->
            name.startsWith("KC_")
                || name.startsWith("QUARKUS_")
                || name.startsWith("GATEHOUSE_")
                || name.equals("JAVA_TOOL_OPTIONS")
                || name.equals("JDK_JAVA_OPTIONS"));
  }
}
