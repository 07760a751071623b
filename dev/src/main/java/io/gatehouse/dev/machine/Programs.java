package io.gatehouse.dev.machine;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;

/** Programs on the path. */
public final class Programs {

  private Programs() {}

  /** The full path of the first of these names that is there, or an empty string. */
  public static String find(String... names) {
    String path = System.getenv("PATH");
    for (String name : names) {
      for (String folder : (path == null ? "" : path).split(File.pathSeparator)) {
        Path program = Path.of(folder, name);
        if (Files.isExecutable(program)) {
          return program.toString();
        }
      }
    }
    return "";
  }
}
