package io.gatehouse.dev.install;

import io.gatehouse.dev.stack.Layout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Programs of versions that this checkout wants no more: half a gigabyte each, for nothing. */
final class OldPrograms {

  private OldPrograms() {}

  /** Removes what begins like this and is not the one in use, unless something still runs there. */
  static void remove(Layout layout, String prefix, Path current) {
    try (Stream<Path> programs = Files.list(layout.installed(""))) {
      List<Path> old =
          programs
              .filter(program -> program.getFileName().toString().startsWith(prefix))
              .filter(program -> !program.equals(current))
              .filter(program -> !isRunning(program))
              .toList();
      for (Path program : old) {
        Folders.remove(program);
      }
    } catch (IOException e) {
      // Only disk is lost; the next preparation tries again.
    }
  }

  /** A stack of the version before may still be up while the next one is prepared. */
  private static boolean isRunning(Path program) {
    return ProcessHandle.allProcesses()
        .anyMatch(
            process -> process.info().commandLine().orElse("").contains(program.toString() + "/"));
  }
}
