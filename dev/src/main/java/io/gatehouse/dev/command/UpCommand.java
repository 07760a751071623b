package io.gatehouse.dev.command;

import io.gatehouse.dev.install.Folders;
import io.gatehouse.dev.install.Preparation;
import io.gatehouse.dev.machine.ProcessIdentity;
import io.gatehouse.dev.part.ImportedRealm;
import io.gatehouse.dev.part.KeycloakTraining;
import io.gatehouse.dev.part.Parts;
import io.gatehouse.dev.stack.Addresses;
import io.gatehouse.dev.stack.Layout;
import io.gatehouse.dev.stack.Lines;
import io.gatehouse.dev.stack.Orphans;
import io.gatehouse.dev.stack.Part;
import io.gatehouse.dev.stack.PartRecord;
import io.gatehouse.dev.stack.Records;
import io.gatehouse.dev.stack.Refusal;
import io.gatehouse.dev.stack.StackLock;
import io.gatehouse.dev.stack.State;
import io.gatehouse.dev.stack.Supervisor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
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
    if (StackLock.isTaken(layout)) {
      System.out.println("The stack is already up (./gatehouse status shows it).");
      return 0;
    }
    if (detach) {
      return Detached.start(layout, arguments());
    }
    try (StackLock lock =
        StackLock.take(layout)
            .orElseThrow(() -> new Refusal("Another ./gatehouse up is just starting."))) {
      return stay(layout, addresses);
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

  private int stay(Layout layout, Addresses addresses) throws InterruptedException, IOException {
    long began = System.nanoTime();
    Records records = new Records(layout.run());
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
    Preparation.run(layout, Parts.SERVICES, UpCommand::say);
    KeycloakTraining.ensure(layout, UpCommand::say);
    List<Part> parts = Parts.of(layout, addresses, Set.copyOf(without));
    Checks.memory();
    Checks.rootAndPostgres();
    Checks.ports(parts, addresses);
    keepLastLogs(layout, parts);

    Supervisor supervisor = new Supervisor(parts, layout, PATIENCE, UpCommand::say);
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(supervisor, records, stopped)));
    record(records, addresses, State.STARTING, began);
    say("Starting " + parts.size() + " parts; data and logs are in " + layout.home() + ".");
    supervisor.start();
    record(records, addresses, State.READY, began);
    say(Summary.of(layout, addresses, parts, Duration.ofNanos(System.nanoTime() - began)));
    stopped.await();
    return 0;
  }

  /** Runs on Ctrl-C, on {@code down}, and when a part could not be started. */
  private static void end(Supervisor supervisor, Records records, CountDownLatch stopped) {
    say("Stopping.");
    supervisor.stop();
    records.remove(PartNames.LAUNCHER);
    say("Stopped.");
    stopped.countDown();
  }

  private static void record(Records records, Addresses addresses, State state, long began) {
    records.write(
        new PartRecord(
            PartNames.LAUNCHER,
            state,
            ProcessIdentity.of(ProcessHandle.current()),
            "port offset " + addresses.offset(),
            Duration.ofNanos(System.nanoTime() - began),
            "TERM"));
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

  static Optional<PartRecord> launcher(Layout layout) {
    return new Records(layout.run()).find(PartNames.LAUNCHER);
  }

  static String time(Duration duration) {
    return "%.1f s".formatted(Lines.seconds(duration));
  }
}
