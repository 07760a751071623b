package io.gatehouse.dev.install;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whole folders: removed, copied, compared. */
public final class Folders {

  private Folders() {}

  /** Symbolic links are removed, not followed. */
  public static void remove(Path folder) throws IOException {
    if (!Files.exists(folder, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException problem)
              throws IOException {
            Files.delete(dir);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** Makes {@code copy} what {@code original} is; whether there was anything to do. */
  public static boolean mirror(Path original, Path copy) throws IOException {
    if (listing(original).equals(listing(copy))) {
      return false;
    }
    remove(copy);
    copy(original, copy);
    return true;
  }

  /** Into a folder that is not there yet, with times and permissions. */
  public static void copy(Path original, Path copy) throws IOException {
    Path parent = copy.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    try (Stream<Path> files = Files.walk(original)) {
      for (Path file : files.toList()) {
        // Of a folder this copies the folder alone. PostgreSQL wants its own to be nobody else's.
        Files.copy(
            file,
            copy.resolve(original.relativize(file).toString()),
            StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  /** Name, size and time of every file: cheap to make, and changes when a file does. */
  public static List<String> listing(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> describe(folder, file))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String describe(Path folder, Path file) {
    try {
      return "%s %d %d"
          .formatted(
              folder.relativize(file),
              Files.size(file),
              Files.getLastModifiedTime(file).toMillis());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
