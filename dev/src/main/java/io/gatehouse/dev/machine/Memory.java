package io.gatehouse.dev.machine;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Memory in megabytes: what is free for us, and what a process and its children hold. */
public final class Memory {

  private static final long KB_PER_MB = 1024;
  private static final long BYTES_PER_MB = 1024 * 1024;

  private Memory() {}

  /** The lesser of what the machine and what a container's limit leaves. */
  public static long availableMegabytes() {
    var system =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long total = system.getTotalMemorySize() / BYTES_PER_MB;
    long available = kilobytes(Path.of("/proc/meminfo"), "MemAvailable:") / KB_PER_MB;
    // Without /proc (macOS) nothing says what could be freed: take the machine's size.
    return available > 0 ? Math.min(available, total) : total;
  }

  /** Resident, shared pages counted once where the system can tell. */
  public static long ofProcessTree(ProcessHandle process) {
    long kilobytes =
        Stream.concat(Stream.of(process), process.descendants())
            .mapToLong(each -> residentKilobytes(each.pid()))
            .sum();
    return kilobytes / KB_PER_MB;
  }

  public static long ofProcess(ProcessHandle process) {
    return residentKilobytes(process.pid()) / KB_PER_MB;
  }

  private static long residentKilobytes(long pid) {
    long proportional = kilobytes(Path.of("/proc", Long.toString(pid), "smaps_rollup"), "Pss:");
    if (proportional > 0) {
      return proportional;
    }
    long resident = kilobytes(Path.of("/proc", Long.toString(pid), "status"), "VmRSS:");
    return resident > 0 ? resident : fromPs(pid);
  }

  private static long kilobytes(Path file, String label) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith(label))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException | java.io.UncheckedIOException e) {
      return 0;
    }
  }

  private static long fromPs(long pid) {
    try {
      Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
      String rss = new String(ps.getInputStream().readAllBytes()).strip();
      ps.waitFor(5, TimeUnit.SECONDS);
      return rss.isEmpty() ? 0 : Long.parseLong(rss);
    } catch (IOException | NumberFormatException e) {
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }
}
