package io.gatehouse.dev.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatehouse.dev.stack.Layout;
import io.gatehouse.dev.stack.PartRecord;
import io.gatehouse.dev.stack.Refusal;
import io.gatehouse.dev.stack.StackLock;
import io.gatehouse.dev.stack.State;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With a real second launcher, in a process of its own. */
@Timeout(60)
class LauncherTest {

  @TempDir Path folder;
  private Layout layout = new Layout(Path.of(""), Path.of(""));
  private @Nullable Process other;

  /** A launcher in this state, or one that has only its lock any more. */
  public static void main(String[] arguments) throws Exception {
    Layout layout = new Layout(Path.of(arguments[0]), Path.of(arguments[0]));
    Launcher launcher = Launcher.become(layout, "").orElseThrow();
    if (arguments.length > 1) {
      launcher.say(State.valueOf(arguments[1]));
    }
    System.out.println("taken");
    TimeUnit.MINUTES.sleep(2);
    launcher.close();
  }

  @BeforeEach
  void layOut() {
    layout = new Layout(folder, folder);
    layout.create();
  }

  @AfterEach
  void end() {
    if (other != null) {
      other.destroyForcibly();
    }
  }

  @Test
  void upRightAfterDownWaitsForTheDyingAndThenStarts() throws Exception {
    endsSoon(another());

    assertFalse(Launcher.isReady(layout));
    assertFalse(StackLock.isTaken(layout));
  }

  @Test
  void oneThatIsStoppingIsWaitedFor() throws Exception {
    endsSoon(another("STOPPING"));

    assertFalse(Launcher.isReady(layout));
    assertFalse(StackLock.isTaken(layout));
  }

  @Test
  void oneThatIsReadyIsLeftAlone() throws Exception {
    another("READY");

    assertTrue(Launcher.isReady(layout));
  }

  @Test
  void oneThatIsJustStartingIsNotCalledUp() throws Exception {
    another("STARTING");

    Refusal refusal = assertThrows(Refusal.class, () -> Launcher.isReady(layout));
    assertTrue(refusal.line().contains("just starting"), refusal.line());
  }

  @Test
  void downFindsOneThatIsStillPreparing() throws Exception {
    Process preparing = another("STARTING");

    PartRecord found = Launcher.find(layout).orElseThrow();

    assertEquals(preparing.pid(), found.running().orElseThrow().pid());
    assertEquals(State.STARTING, found.state());
  }

  @Test
  void downFindsNobodyWhereNobodyIs() throws Exception {
    assertTrue(Launcher.find(layout).isEmpty());
  }

  @Test
  void onceStoppingItNeverSaysThatItIsReady() {
    try (Launcher launcher = Launcher.become(layout, "").orElseThrow()) {
      launcher.say(State.STOPPING);
      launcher.say(State.READY);
    }
    assertEquals(State.STOPPING, Launcher.record(layout).orElseThrow().state());
  }

  private Process another(String... state) throws IOException {
    List<String> command =
        new java.util.ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LauncherTest.class.getName(),
                folder.toString()));
    command.addAll(List.of(state));
    Process started = new ProcessBuilder(command).start();
    other = started;
    assertEquals("taken", started.inputReader().readLine());
    return started;
  }

  private static void endsSoon(Process launcher) {
    Thread.ofVirtual()
        .start(() -> {
          try {
            TimeUnit.MILLISECONDS.sleep(700);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          launcher.destroyForcibly();
        });
  }
}
