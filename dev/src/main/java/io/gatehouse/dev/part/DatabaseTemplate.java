package io.gatehouse.dev.part;

import io.gatehouse.dev.install.Folders;
import io.gatehouse.dev.install.KeycloakProgram;
import io.gatehouse.dev.install.PostgresProgram;
import io.gatehouse.dev.stack.Layout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * PostgreSQL's folder with Keycloak's tables made and no realm of ours in it: what a first start
 * would spend half its time on. It lies with the Keycloak that made the tables, and goes with it.
 */
record DatabaseTemplate(Path folder) {

  private static final String DATA = "postgres";

  /** To be read at the first start only, so it is kept beside the data and not in it. */
  private static final String PASSWORD = "postgres-superuser-password";

  /** One for each version of both. */
  static DatabaseTemplate of(Layout layout) {
    Path postgres = PostgresProgram.folder(layout).getFileName();
    return new DatabaseTemplate(KeycloakProgram.folder(layout).resolve("database-" + postgres));
  }

  boolean exists() {
    return Files.exists(folder);
  }

  /** From a PostgreSQL that has stopped in good order. */
  void keep(Layout trained) throws IOException {
    Path fresh = folder.resolveSibling(folder.getFileName() + ".new");
    Folders.remove(fresh);
    Folders.copy(trained.data(DATA), fresh.resolve(DATA));
    Files.copy(trained.data(PASSWORD), fresh.resolve(PASSWORD));
    Folders.remove(folder);
    Files.move(fresh, folder);
  }

  /** As a stack's own; moved to its place last, so that half a copy is never taken for one. */
  void copyTo(Layout layout) throws IOException {
    Path fresh = layout.data(DATA + ".new");
    Folders.remove(fresh);
    Folders.remove(layout.data(DATA));
    Folders.copy(folder.resolve(DATA), fresh);
    Files.deleteIfExists(layout.data(PASSWORD));
    Files.copy(
        folder.resolve(PASSWORD),
        layout.data(PASSWORD),
        java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
    Files.move(fresh, layout.data(DATA));
  }
}
