package io.gatehouse.dev.part;

import io.gatehouse.dev.stack.Layout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Keycloak imports a realm once and then never looks at the files again. This remembers what was
 * imported into this stack's database, so that a changed file is not silently without effect.
 */
public final class ImportedRealm {

  private static final List<String> FILES =
      List.of("keycloak/realm/gatehouse-realm.json", "keycloak/demo-people/gatehouse-users-0.json");

  private final Layout layout;

  public ImportedRealm(Layout layout) {
    this.layout = layout;
  }

  /** Whether the files were changed since Keycloak imported them. */
  public boolean isOutdated() throws IOException {
    for (String file : FILES) {
      Path imported = imported(file);
      if (Files.exists(imported) && Files.mismatch(imported, layout.root().resolve(file)) >= 0) {
        return true;
      }
    }
    return false;
  }

  /** Puts the files where Keycloak looks for them. */
  void offer(Path folder) throws IOException {
    for (String file : FILES) {
      Path original = layout.root().resolve(file);
      Path offered = folder.resolve(original.getFileName().toString());
      Files.copy(original, offered, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Keycloak is ready: what it was offered first is what it has. */
  void remember() throws IOException {
    for (String file : FILES) {
      Path imported = imported(file);
      if (!Files.exists(imported)) {
        Files.createDirectories(layout.data("realm"));
        Files.copy(layout.root().resolve(file), imported);
      }
    }
  }

  private Path imported(String file) {
    return layout.data("realm").resolve(Path.of(file).getFileName().toString());
  }
}
