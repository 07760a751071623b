package io.gatehouse.dev.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where things are kept.
 *
 * @param root the checkout
 * @param home one stack's own folder: what runs, its data, its logs. {@code .gatehouse} in the
 *     checkout, or another one for a second stack beside it ({@code ./gatehouse test})
 */
public record Layout(Path root, Path home) {

  /** From what the script sets. */
  public static Layout ofEnvironment() {
    Path root = Path.of(System.getProperty("gatehouse.root", ".")).toAbsolutePath().normalize();
    String home = System.getProperty("gatehouse.home", root.resolve(".gatehouse").toString());
    return new Layout(root, Path.of(home).toAbsolutePath().normalize());
  }

  /** Unpacked programs, the same for every stack of this checkout. */
  public Path installed(String program) {
    return root.resolve(".gatehouse").resolve("installed").resolve(program);
  }

  public Path app(String service) {
    return home.resolve("app").resolve(service);
  }

  public Path data(String part) {
    return home.resolve("data").resolve(part);
  }

  public Path log(String part) {
    return home.resolve("logs").resolve(part + ".log");
  }

  public Path run() {
    return home.resolve("run");
  }

  /** Makes the folders, or says who owns what is in the way. */
  public void create() {
    try {
      for (String folder : new String[] {"app", "data", "logs", "run"}) {
        Files.createDirectories(home.resolve(folder));
      }
      Files.createDirectories(root.resolve(".gatehouse").resolve("installed"));
      if (!Files.isWritable(run())) {
        throw new IOException("not writable");
      }
    } catch (IOException e) {
      throw new Refusal(
          "%s cannot be written by this user: remove it, or run as the user who made it (%s)."
              .formatted(home, e.getMessage()),
          e);
    }
  }
}
