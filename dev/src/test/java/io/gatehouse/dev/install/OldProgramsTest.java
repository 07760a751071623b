package io.gatehouse.dev.install;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatehouse.dev.stack.Layout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OldProgramsTest {

  @TempDir Path folder;
  private Layout layout = new Layout(Path.of(""), Path.of(""));

  @BeforeEach
  void layOut() throws IOException {
    layout = new Layout(folder, folder.resolve(".gatehouse"));
    for (String program : new String[] {"keycloak-1", "keycloak-2", "postgres-18"}) {
      Files.createDirectories(layout.installed(program).resolve("lib"));
      Files.writeString(layout.installed(program).resolve("lib/core.jar"), "core");
    }
  }

  @Test
  void aVersionThatIsNoLongerWantedIsRemovedAndNothingElse() {
    OldPrograms.remove(layout, "keycloak-", layout.installed("keycloak-2"));

    assertFalse(Files.exists(layout.installed("keycloak-1")));
    assertTrue(Files.exists(layout.installed("keycloak-2/lib/core.jar")));
    assertTrue(Files.exists(layout.installed("postgres-18/lib/core.jar")));
  }

  @Test
  void aVersionThatStillRunsIsKept() throws IOException {
    // "tail -f FILE" stands for a Keycloak of the version before.
    Process running =
        new ProcessBuilder(
                "tail", "-f", layout.installed("keycloak-1").resolve("lib/core.jar").toString())
            .start();
    try {
      OldPrograms.remove(layout, "keycloak-", layout.installed("keycloak-2"));

      assertTrue(Files.exists(layout.installed("keycloak-1/lib/core.jar")));
    } finally {
      running.destroyForcibly();
    }
  }
}
