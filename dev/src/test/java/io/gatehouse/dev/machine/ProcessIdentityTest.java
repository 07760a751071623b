package io.gatehouse.dev.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProcessIdentityTest {

  /**
   * A dying JVM looks like this for a moment: its first thread is a zombie, the others still hold
   * the files. Taking it for gone, an up right after a down found the lock taken and did nothing.
   */
  @Test
  void aProcessWithThreadsLeftIsNotGone() throws Exception {
    assumeFalse(Programs.find("python3").isEmpty(), "needs python3 to end a first thread alone");
    Process process =
        new ProcessBuilder(
                "python3",
                "-c",
                "import ctypes, threading, time\n"
                    + "threading.Thread(target=lambda: time.sleep(30)).start()\n"
                    + "ctypes.CDLL(None).pthread_exit(0)\n")
            .start();
    try {
      ProcessIdentity identity = ProcessIdentity.of(process.toHandle());
      Path stat = Path.of("/proc", Long.toString(process.pid()), "stat");
      long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
      while (!Files.readString(stat).contains(") Z ") && System.nanoTime() < deadline) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
      assertTrue(Files.readString(stat).contains(") Z "), "its first thread did not end");

      assertEquals(process.pid(), identity.find().orElseThrow().pid());
    } finally {
      process.destroyForcibly();
    }
  }
}
