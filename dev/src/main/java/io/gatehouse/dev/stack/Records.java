package io.gatehouse.dev.stack;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * The records of one stack: a small file for each part in {@code run/}, replaced atomically, so
 * that nobody reads half a record, and read by whoever comes after a launcher that was killed.
 */
public final class Records {

  private static final String SUFFIX = ".part";
  private final Path folder;

  public Records(Path folder) {
    this.folder = folder;
  }

  public void write(PartRecord record) {
    try {
      Path fresh = Files.createTempFile(folder, record.name(), ".new");
      try (OutputStream out = Files.newOutputStream(fresh)) {
        record.toProperties().store(out, null);
      }
      Files.move(fresh, file(record.name()), StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException e) {
      // The folder is gone: somebody removed .gatehouse under a running stack. Nothing to keep.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Optional<PartRecord> find(String name) {
    return read(file(name));
  }

  /** All of them; one that cannot be read is left out. */
  public List<PartRecord> all() {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(SUFFIX))
          .sorted()
          .flatMap(file -> read(file).stream())
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  public void remove(String name) {
    try {
      Files.deleteIfExists(file(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path file(String name) {
    return folder.resolve(name + SUFFIX);
  }

  private static Optional<PartRecord> read(Path file) {
    Properties properties = new Properties();
    try (InputStream in = Files.newInputStream(file)) {
      properties.load(in);
      return Optional.of(PartRecord.of(properties));
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }
}
