package io.gatehouse.dev.machine;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SignalsTest {

  @Test
  void frozenProcessStandsStillWithItsChildrenGoesOnAndCanBeStoppedWhileFrozen()
      throws IOException, InterruptedException {
    assumeTrue(Files.isDirectory(Path.of("/proc/self")), "needs /proc");
    Process shell = new ProcessBuilder("bash", "-c", "sleep 60 & wait").start();
    try {
      while (shell.descendants().findAny().isEmpty()) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
      ProcessIdentity identity = ProcessIdentity.of(shell.toHandle());

      Signals.freeze(identity);
      awaitFrozen(2, shell);

      Signals.thaw(identity);
      awaitFrozen(0, shell);

      Signals.freeze(identity);
      assertTrue(Signals.stop(identity, "TERM", Duration.ofSeconds(10)));
    } finally {
      shell.descendants().forEach(ProcessHandle::destroyForcibly);
      shell.destroyForcibly();
    }
  }

  /** Until the timeout of the test: a signal takes a moment to arrive. */
  private static void awaitFrozen(int count, Process process) throws InterruptedException {
    while (Stream.concat(Stream.of(process.toHandle()), process.descendants())
            .filter(SignalsTest::isFrozen)
            .count()
        != count) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  /** The system's word on it: T is stopped by a signal. */
  private static boolean isFrozen(ProcessHandle process) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
      return stat.substring(stat.lastIndexOf(')') + 1).startsWith(" T");
    } catch (IOException e) {
      return false;
    }
  }
}
