package io.gatehouse.dev.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersTest {

  @TempDir Path folder;
  private Path original = Path.of("");
  private Path copy = Path.of("");

  @BeforeEach
  void fill() throws IOException {
    original = folder.resolve("original");
    copy = folder.resolve("copy");
    Files.createDirectories(original.resolve("lib"));
    Files.writeString(original.resolve("lib/a.jar"), "a");
    Files.writeString(original.resolve("lib/b.jar"), "b");
    assertTrue(Folders.mirror(original, copy));
  }

  @Test
  void nothingIsCopiedWhenNothingChanged() throws IOException {
    assertFalse(Folders.mirror(original, copy));
  }

  @Test
  void whatWasDeletedDisappearsFromTheCopy() throws IOException {
    Files.delete(original.resolve("lib/b.jar"));

    assertTrue(Folders.mirror(original, copy));
    assertFalse(Files.exists(copy.resolve("lib/b.jar")));
  }

  @Test
  void whatChangedIsCopied() throws IOException {
    Files.writeString(original.resolve("lib/a.jar"), "another");

    assertTrue(Folders.mirror(original, copy));
    assertEquals("another", Files.readString(copy.resolve("lib/a.jar")));
  }

  @Test
  void removingALinkLeavesWhatItPointsTo() throws IOException {
    Path links = Files.createDirectories(folder.resolve("links"));
    Files.createSymbolicLink(links.resolve("lib"), original.resolve("lib"));

    Folders.remove(links);

    assertFalse(Files.exists(links));
    assertTrue(Files.exists(original.resolve("lib/a.jar")));
  }
}
