package io.gatehouse.dev.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatehouse.dev.machine.ProcessIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrphansTest {

  @TempDir Path folder;

  @Test
  void whatAKilledLauncherLeftIsStoppedAndForgotten() throws Exception {
    Layout layout = layout();
    Process orphan = sleeping();
    new Records(layout.run()).write(record("store", ProcessIdentity.of(orphan.toHandle())));

    assertEquals(List.of("store"), new Orphans(layout).sweep());

    assertTrue(orphan.waitFor(5, TimeUnit.SECONDS));
    assertEquals(List.of(), new Records(layout.run()).all());
  }

  @Test
  void aStrangersProcessWithAReusedIdIsNotTouched() throws Exception {
    Layout layout = layout();
    Process stranger = sleeping();
    ProcessIdentity now = ProcessIdentity.of(stranger.toHandle());
    ProcessIdentity before =
        new ProcessIdentity(now.pid(), now.startedAt().minus(Duration.ofHours(1)));
    new Records(layout.run()).write(record("store", before));
    try {
      assertEquals(List.of(), new Orphans(layout).sweep());

      assertTrue(stranger.isAlive());
      assertEquals(List.of(), new Records(layout.run()).all());
    } finally {
      stranger.destroyForcibly();
    }
  }

  /** Half a record, as a full disk leaves it, must not keep the next {@code up} from the others. */
  @Test
  void aRecordThatCannotBeReadHoldsNothingUp() throws Exception {
    Layout layout = layout();
    Process orphan = sleeping();
    new Records(layout.run()).write(record("store", ProcessIdentity.of(orphan.toHandle())));
    Files.writeString(layout.run().resolve("half.part"), "name=half\nstate=REA");

    assertEquals(List.of("store"), new Orphans(layout).sweep());

    assertTrue(orphan.waitFor(5, TimeUnit.SECONDS));
  }

  @Test
  void aFrozenOrphanIsStoppedToo() throws Exception {
    Layout layout = layout();
    Process orphan = sleeping();
    new ProcessBuilder("kill", "-STOP", Long.toString(orphan.pid())).start().waitFor();
    new Records(layout.run()).write(record("store", ProcessIdentity.of(orphan.toHandle())));

    new Orphans(layout).sweep();

    assertFalse(orphan.isAlive());
  }

  @Test
  void aRecordOfADeadProcessReadsAsDied() throws Exception {
    Process dead = sleeping();
    ProcessIdentity identity = ProcessIdentity.of(dead.toHandle());
    dead.destroyForcibly().waitFor();

    assertEquals(State.DIED, record("store", identity).stateNow());
  }

  private Layout layout() {
    Layout layout = new Layout(folder, folder);
    layout.create();
    return layout;
  }

  private static Process sleeping() throws IOException {
    return new ProcessBuilder("sleep", "300").start();
  }

  private static PartRecord record(String name, ProcessIdentity process) {
    return new PartRecord(name, State.READY, process, "nowhere", Duration.ofSeconds(1), "TERM");
  }
}
