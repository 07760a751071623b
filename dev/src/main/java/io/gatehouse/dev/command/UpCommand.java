package io.gatehouse.dev.command;

import io.gatehouse.dev.install.Folders;
import io.gatehouse.dev.install.Preparation;
import io.gatehouse.dev.part.ImportedRealm;
import io.gatehouse.dev.part.KeycloakTraining;
import io.gatehouse.dev.part.Parts;
import io.gatehouse.dev.stack.Addresses;
import io.gatehouse.dev.stack.Layout;
import io.gatehouse.dev.stack.Lines;
import io.gatehouse.dev.stack.Orphans;
import io.gatehouse.dev.stack.Part;
import io.gatehouse.dev.stack.Refusal;
import io.gatehouse.dev.stack.State;
import io.gatehouse.dev.stack.Supervisor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts the stack and stays with it until it is told to stop. */
@Command(name = "up")
public final class UpCommand implements Callable<Integer> {

  /** Long, because a busy machine is no reason to give up. */
  private static final Duration PATIENCE = Duration.ofSeconds(240);

  @Option(names = "--fresh")
  boolean fresh;

  @Option(names = "--detach")
  boolean detach;

  @Option(names = "--port-offset", defaultValue = "0")
  int portOffset;

  /** For a service that runs in somebody's IDE. */
  @Option(names = "--without", split = ",")
  List<String> without = List.of();

  @Override
  public Integer call() throws Exception {
    without.forEach(PartNames::known);
    Addresses addresses = new Addresses(portOffset);
    Layout layout = Layout.ofEnvironment();
    layout.create();
    if (Launcher.isReady(layout)) {
      new AlreadyUp(layout, PATIENCE).awaitAll();
      System.out.println("The stack is already up (./gatehouse status shows it).");
      return 0;
    }
    if (detach) {
      return Detached.start(layout, arguments());
    }
    try (Launcher launcher =
        Launcher.become(layout, "port offset " + addresses.offset())
            .orElseThrow(() -> new Refusal("Another ./gatehouse up is just starting."))) {
      return stay(layout, addresses, launcher);
    }
  }

  /** What was given, for the launcher in the background. */
  private List<String> arguments() {
    List<String> arguments = new ArrayList<>(List.of("--port-offset", "" + portOffset));
    if (fresh) {
      arguments.add("--fresh");
    }
    without.forEach(part -> arguments.addAll(List.of("--without", part)));
    return arguments;
  }

  private int stay(Layout layout, Addresses addresses, Launcher launcher)
      throws InterruptedException, IOException {
    // From here on down finds us, whatever we are busy with.
    launcher.say(State.STARTING);
    Ending ending = new Ending(launcher);
    Runtime.getRuntime().addShutdownHook(new Thread(ending));
    List<String> swept = new Orphans(layout).sweep();
    if (!swept.isEmpty()) {
      System.out.println("Stopped what a killed launcher had left: " + String.join(", ", swept));
    }
    clearRun(layout);
    if (fresh) {
      Folders.remove(layout.home().resolve("data"));
      Folders.remove(layout.home().resolve("logs"));
      layout.create();
    }
    if (new ImportedRealm(layout).isOutdated()) {
      say(
          "keycloak/ changed since this stack imported it: ./gatehouse up --fresh imports it"
              + " anew.");
    }
    Preparation.run(layout, Parts.APPLICATIONS, UpCommand::say);
    KeycloakTraining.ensure(layout, UpCommand::say);
    List<Part> parts = Parts.of(layout, addresses, Set.copyOf(without));
    Checks.memory();
    Checks.rootAndPostgres();
    Checks.ports(parts, addresses);
    keepLastLogs(layout, parts);

    Supervisor supervisor = new Supervisor(parts, layout, PATIENCE, UpCommand::say);
    ending.stops(supervisor);
    say("Starting " + parts.size() + " parts; data and logs are in " + layout.home() + ".");
    supervisor.start();
    launcher.say(State.READY);
    say(Summary.of(layout, addresses, parts, launcher.took()));
    ending.await();
    return 0;
  }

  /** Runs on Ctrl-C, on {@code down}, and when a part could not be started. */
  private static final class Ending implements Runnable {

    private final Launcher launcher;
    private final CountDownLatch ended = new CountDownLatch(1);
    private @Nullable Supervisor supervisor;
    private boolean begun;

    Ending(Launcher launcher) {
      this.launcher = launcher;
    }

    /** A stop that came while all was being prepared must not be followed by a start. */
    synchronized void stops(Supervisor parts) throws InterruptedException {
      supervisor = parts;
      if (begun) {
        ended.await();
      }
    }

    void await() throws InterruptedException {
      ended.await();
    }

    @Override
    public void run() {
      launcher.say(State.STOPPING);
      Supervisor parts;
      synchronized (this) {
        begun = true;
        parts = supervisor;
      }
      if (parts != null) {
        say("Stopping.");
        parts.stop();
        say("Stopped.");
      }
      launcher.forget();
      ended.countDown();
    }
  }

  private static void clearRun(Layout layout) throws IOException {
    try (var files = Files.list(layout.run())) {
      for (Path file : files.toList()) {
        if (file.toString().endsWith(".hold") || file.toString().endsWith(".new")) {
          Files.delete(file);
        }
      }
    }
  }

  /** Each start begins a new log; the one before is kept. */
  private static void keepLastLogs(Layout layout, List<Part> parts) throws IOException {
    for (Part part : parts) {
      Path log = layout.log(part.name());
      if (Files.exists(log)) {
        Files.move(
            log,
            log.resolveSibling(part.name() + ".previous.log"),
            StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }

  static String time(Duration duration) {
    return "%.1f s".formatted(Lines.seconds(duration));
  }
}
