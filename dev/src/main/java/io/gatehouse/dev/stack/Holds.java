package io.gatehouse.dev.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Parts that shall not run for now. A file for each, so that {@code ./gatehouse stop PART} in
 * another process can ask the launcher, and so that the wish is there to be read.
 */
public final class Holds {

  private final Path folder;

  public Holds(Path folder) {
    this.folder = folder;
  }

  public boolean isHeld(String part) {
    return Files.exists(file(part));
  }

  public void hold(String part) {
    try {
      Files.write(file(part), new byte[0]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void release(String part) {
    try {
      Files.deleteIfExists(file(part));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path file(String part) {
    return folder.resolve(part + ".hold");
  }
}
