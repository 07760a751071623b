package io.gatehouse.dev.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatehouse.dev.stack.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationTest {

  @TempDir Path folder;
  private final List<String> said = new ArrayList<>();
  private int made;

  @Test
  void aProgramIsUnpackedOnce() {
    program().ensure(said::add);
    program().ensure(said::add);

    assertEquals(1, made);
  }

  @Test
  void aDamagedProgramIsUnpackedAgainAndSaid() throws IOException {
    program().ensure(said::add);
    Files.delete(folder.resolve("program/lib/core.jar"));

    program().ensure(said::add);

    assertEquals(2, made);
    assertTrue(Files.exists(folder.resolve("program/lib/core.jar")));
    assertTrue(said.stream().anyMatch(line -> line.contains("damaged")));
  }

  @Test
  void anInterruptedUnpackingIsNoProgram() {
    assertThrows(
        Refusal.class,
        () ->
            new Installation("program", folder.resolve("program")) {
              @Override
              void make(Path fresh) throws IOException {
                Files.createDirectories(fresh.resolve("lib"));
                throw new IOException("disk full");
              }

              @Override
              List<String> sealed() {
                return List.of("lib");
              }
            }.ensure(said::add));

    program().ensure(said::add);

    assertEquals(1, made);
  }

  private Installation program() {
    return new Installation("program", folder.resolve("program")) {
      @Override
      void make(Path fresh) throws IOException {
        made++;
        Files.createDirectories(fresh.resolve("lib"));
        Files.writeString(fresh.resolve("lib/core.jar"), "core");
      }

      @Override
      List<String> sealed() {
        return List.of("lib");
      }
    };
  }
}
