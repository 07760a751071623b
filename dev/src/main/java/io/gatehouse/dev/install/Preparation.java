package io.gatehouse.dev.install;

import io.gatehouse.dev.stack.Layout;
import io.gatehouse.dev.stack.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Consumer;

/** All that can be done before a start and kept after it. Does nothing when nothing changed. */
public final class Preparation {

  private Preparation() {}

  public static void run(Layout layout, List<String> applications, Consumer<String> say) {
    layout.create();
    Exclusive.run(
        layout,
        () -> {
          PostgresProgram.ensure(layout, say);
          RedisProgram.ensure(layout, say);
          KeycloakProgram.ensure(layout, say);
          OldPrograms.remove(layout, "keycloak-", KeycloakProgram.folder(layout));
          OldPrograms.remove(layout, "postgres-", PostgresProgram.folder(layout));
        });
    for (String application : applications) {
      stage(layout, Path.of(application));
    }
    stageSpa(layout);
  }

  /**
   * Services run from a copy, so that a build (or {@code ./gatehouse test}) does not take the jars
   * from under a running stack.
   */
  private static void stage(Layout layout, Path application) {
    Path built = layout.root().resolve(application).resolve("target/quarkus-app");
    Path copy = layout.app(application.getFileName().toString());
    try {
      if (Files.exists(built.resolve("quarkus-run.jar"))) {
        Folders.mirror(built, copy);
      }
    } catch (IOException e) {
      throw new Refusal(application + " cannot be copied to " + copy + ": " + e, e);
    }
  }

  /** Not there without node, and then not part of the stack. */
  private static void stageSpa(Layout layout) {
    Path source = layout.root().resolve("spa");
    Path copy = layout.app("spa");
    try {
      if (Files.exists(source.resolve("dist/index.html"))) {
        Folders.mirror(source.resolve("dist"), copy.resolve("dist"));
        Files.copy(
            source.resolve("headers.json"),
            copy.resolve("headers.json"),
            StandardCopyOption.REPLACE_EXISTING);
      } else {
        Folders.remove(copy);
      }
    } catch (IOException e) {
      throw new Refusal("spa cannot be copied to " + copy + ": " + e, e);
    }
  }
}
