package io.gatehouse.dev.install;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatehouse.dev.stack.Layout;
import io.gatehouse.dev.stack.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeycloakProgramTest {

  @TempDir Path folder;

  @Test
  void aDamagedArchiveIsNamedAndTakenAwaySoThatTheNextBuildCopiesItAnew() throws IOException {
    Layout layout = new Layout(folder, folder.resolve(".gatehouse"));
    layout.create();
    Path archive =
        folder.resolve(
            "dev/target/keycloak/keycloak-quarkus-dist-%s.tar.gz".formatted(Versions.KEYCLOAK));
    Files.createDirectories(archive.getParent());
    Files.write(archive, new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2});

    Refusal refusal = assertThrows(Refusal.class, () -> KeycloakProgram.ensure(layout, line -> {}));

    assertTrue(refusal.line().contains("damaged"), refusal.line());
    assertFalse(Files.exists(archive));
  }
}
