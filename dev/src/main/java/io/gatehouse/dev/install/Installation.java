package io.gatehouse.dev.install;

import io.gatehouse.dev.stack.Lines;
import io.gatehouse.dev.stack.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * A program unpacked once and kept. It is made in a folder beside its place and moved there when
 * whole, so that an interrupted unpacking is never taken for a program; a seal, the listing of its
 * files, shows damage later.
 */
abstract class Installation {

  private static final String SEAL = ".seal";

  private final String name;
  private final Path place;

  Installation(String name, Path place) {
    this.name = name;
    this.place = place;
  }

  Path place() {
    return place;
  }

  /** Fills an empty folder. */
  abstract void make(Path folder) throws IOException, InterruptedException;

  /** Folders whose files must never change afterwards. */
  abstract List<String> sealed();

  /** Returns at once if the program is there and whole. */
  void ensure(Consumer<String> say) {
    try {
      Path seal = place.resolve(SEAL);
      if (Files.exists(seal) && Files.readAllLines(seal).equals(contents(place))) {
        return;
      }
      if (Files.exists(place)) {
        say.accept(Lines.event(name, "unpacked copy is damaged; unpacking it again"));
      }
      long began = System.nanoTime();
      Path fresh = place.resolveSibling(place.getFileName() + ".new");
      Folders.remove(fresh);
      Files.createDirectories(fresh);
      make(fresh);
      Files.write(fresh.resolve(SEAL), contents(fresh));
      Folders.remove(place);
      Files.move(fresh, place);
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      say.accept("  %-15s built  %5.1f s".formatted(name, Lines.seconds(took)));
    } catch (IOException e) {
      throw new Refusal(
          "%s cannot be unpacked to %s: %s. Is the disk full?".formatted(name, place, e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal("Interrupted.");
    }
  }

  private List<String> contents(Path folder) {
    return sealed().stream()
        .flatMap(part -> Folders.listing(folder.resolve(part)).stream().map(f -> part + "/" + f))
        .toList();
  }
}
