package io.gatehouse.dev.command;

import io.gatehouse.dev.machine.Signals;
import io.gatehouse.dev.stack.Layout;
import io.gatehouse.dev.stack.State;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts the launcher in the background, repeats what it says, and returns when all is ready. */
final class Detached {

  private Detached() {}

  static int start(Layout layout, List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("io.gatehouse.dev.Gatehouse", "up"));
    command.addAll(arguments);
    // Not in logs/: --fresh empties that.
    Path log = layout.run().resolve("launcher.log");
    Files.write(log, new byte[0]);
    Process launcher =
        new ProcessBuilder(Signals.inOwnSession(command))
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    Thread interrupted = new Thread(launcher::destroy);
    Runtime.getRuntime().addShutdownHook(interrupted);
    int exitCode = follow(layout, launcher, log);
    Runtime.getRuntime().removeShutdownHook(interrupted);
    return exitCode;
  }

  private static int follow(Layout layout, Process launcher, Path log)
      throws IOException, InterruptedException {
    long read = 0;
    while (true) {
      boolean alive = launcher.isAlive();
      boolean ready =
          Launcher.record(layout)
              .filter(record -> record.state() == State.READY)
              .filter(record -> record.running().isPresent())
              .isPresent();
      if (ready) {
        // The table comes right after the record.
        TimeUnit.MILLISECONDS.sleep(200);
      }
      read = copy(log, read);
      if (!alive) {
        return launcher.exitValue() == 0 ? 1 : launcher.exitValue();
      }
      if (ready) {
        return 0;
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  private static long copy(Path log, long from) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      byte[] news = new byte[(int) Math.max(0, file.length() - from)];
      file.seek(from);
      file.readFully(news);
      System.out.print(new String(news, StandardCharsets.UTF_8));
      System.out.flush();
      return from + news.length;
    }
  }
}
