package io.gatehouse.dev.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackLockTest {

  @TempDir Path folder;

  /** Waits with the lock in hand, in a process of its own. */
  public static void main(String[] arguments) throws Exception {
    Layout layout = new Layout(Path.of(arguments[0]), Path.of(arguments[0]));
    StackLock lock = StackLock.take(layout).orElseThrow();
    System.out.println("taken");
    TimeUnit.MINUTES.sleep(2);
    lock.close();
  }

  @Test
  void aLauncherThatWasKilledHoldsNothingBack() throws Exception {
    Layout layout = new Layout(folder, folder);
    layout.create();
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                StackLockTest.class.getName(),
                folder.toString())
            .start();
    try {
      assertEquals("taken", other.inputReader().readLine());
      assertTrue(StackLock.isTaken(layout));
    } finally {
      other.destroyForcibly().waitFor();
    }

    assertFalse(StackLock.isTaken(layout));
  }
}
