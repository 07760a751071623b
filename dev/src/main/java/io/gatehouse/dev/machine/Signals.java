package io.gatehouse.dev.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Sends signals and waits for what they do. */
public final class Signals {

  private Signals() {}

  /**
   * Asks a process to stop, waits, and kills what did not listen, its children too.
   *
   * @return whether it went by itself
   */
  public static boolean stop(ProcessIdentity identity, String signal, Duration patience) {
    ProcessHandle process = identity.find().orElse(null);
    if (process == null) {
      return true;
    }
    List<ProcessHandle> children = process.descendants().toList();
    send(identity.pid(), signal);
    // A frozen process (SIGSTOP) would never see the first signal.
    send(identity.pid(), "CONT");
    long deadline = System.nanoTime() + patience.toNanos();
    while (identity.find().isPresent()) {
      if (System.nanoTime() > deadline) {
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        awaitEnd(identity, Duration.ofSeconds(5));
        return false;
      }
      pause();
    }
    return true;
  }

  /** Stops a process where it stands, its children too: it keeps its sockets and says nothing. */
  public static void freeze(ProcessIdentity identity) {
    toAll(identity, "STOP");
  }

  /** Lets a frozen process go on. */
  public static void thaw(ProcessIdentity identity) {
    toAll(identity, "CONT");
  }

  private static void toAll(ProcessIdentity identity, String signal) {
    identity
        .find()
        .ifPresent(process -> {
          List<ProcessHandle> children = process.descendants().toList();
          send(process.pid(), signal);
          children.forEach(child -> send(child.pid(), signal));
        });
  }

  /** In a session of its own where the system can: Ctrl-C then reaches the launcher alone. */
  public static List<String> inOwnSession(List<String> command) {
    for (String folder : new String[] {"/usr/bin", "/bin"}) {
      Path setsid = Path.of(folder, "setsid");
      if (Files.isExecutable(setsid)) {
        List<String> wrapped = new ArrayList<>(List.of(setsid.toString()));
        wrapped.addAll(command);
        return wrapped;
      }
    }
    return command;
  }

  private static void send(long pid, String signal) {
    try {
      new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor(5, TimeUnit.SECONDS);
    } catch (IOException e) {
      ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void awaitEnd(ProcessIdentity identity, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (identity.find().isPresent() && System.nanoTime() < deadline) {
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
