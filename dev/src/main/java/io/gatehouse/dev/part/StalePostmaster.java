package io.gatehouse.dev.part;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * PostgreSQL refuses to start when the process named in {@code postmaster.pid} is alive, even if
 * that id belongs to something else by now (after a reboot, or in a new container). Called when the
 * stack's lock is held and no recorded part runs any more.
 */
final class StalePostmaster {

  private StalePostmaster() {}

  static void remove(Path data) throws IOException {
    Path file = data.resolve("postmaster.pid");
    if (!Files.exists(file)) {
      return;
    }
    List<String> lines = Files.readAllLines(file);
    if (lines.isEmpty() || !isPostgres(lines.getFirst().strip())) {
      Files.delete(file);
    }
  }

  private static boolean isPostgres(String pid) {
    try {
      return ProcessHandle.of(Long.parseLong(pid))
          .flatMap(process -> process.info().command())
          .map(command -> command.endsWith("/postgres"))
          .orElse(false);
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
