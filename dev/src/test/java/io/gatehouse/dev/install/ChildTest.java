package io.gatehouse.dev.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ChildTest {

  /** A launcher that is busy with a long step: a script, and the program that the script runs. */
  public static void main(String[] arguments) throws Exception {
    Child.run(new ProcessBuilder("sh", "-c", "sleep 300 & echo $!; wait").inheritIO());
  }

  @Test
  void whatIsBeingPreparedDoesNotOutliveTheLauncher() throws Exception {
    Process launcher =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ChildTest.class.getName())
            .start();
    ProcessHandle grandchild =
        ProcessHandle.of(Long.parseLong(launcher.inputReader().readLine())).orElseThrow();
    assertTrue(grandchild.isAlive());

    launcher.destroy();

    assertTrue(launcher.waitFor(10, TimeUnit.SECONDS));
    long deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
    while (runs(grandchild) && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    assertEquals(false, runs(grandchild));
  }

  /** Nobody may be there to bury it. */
  private static boolean runs(ProcessHandle process) throws IOException, InterruptedException {
    Process ps =
        new ProcessBuilder("ps", "-o", "stat=", "-p", Long.toString(process.pid())).start();
    String state = new String(ps.getInputStream().readAllBytes()).strip();
    ps.waitFor();
    return !state.isEmpty() && !state.startsWith("Z");
  }
}
