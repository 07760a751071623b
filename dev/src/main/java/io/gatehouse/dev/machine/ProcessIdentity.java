package io.gatehouse.dev.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A process id and when that process began. The id alone is reused by the system, so a stale one
 * could name somebody else's process; with its start time it cannot.
 */
public record ProcessIdentity(long pid, Instant startedAt) {

  /** The start time is derived from the boot time, which the system states to the second. */
  private static final Duration CLOCK_SLACK = Duration.ofSeconds(2);

  public static ProcessIdentity of(ProcessHandle process) {
    return new ProcessIdentity(process.pid(), process.info().startInstant().orElse(Instant.EPOCH));
  }

  /** The process, if it is that very one and still runs. */
  public Optional<ProcessHandle> find() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(process -> !isZombie())
        .filter(process -> startedAtTheSameTime(process));
  }

  private boolean startedAtTheSameTime(ProcessHandle process) {
    return process
        .info()
        .startInstant()
        .map(start -> Duration.between(start, startedAt).abs().compareTo(CLOCK_SLACK) <= 0)
        .orElse(false);
  }

  /**
   * In a container without an init, a dead orphan stays in the process table for ever. One that has
   * threads left is only dying, and still holds its files, ports and locks.
   */
  private boolean isZombie() {
    Path process = Path.of("/proc", Long.toString(pid));
    try (Stream<Path> threads = Files.list(process.resolve("task"))) {
      String stat = Files.readString(process.resolve("stat"));
      return stat.substring(stat.lastIndexOf(')') + 1).startsWith(" Z") && threads.count() <= 1;
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }
}
