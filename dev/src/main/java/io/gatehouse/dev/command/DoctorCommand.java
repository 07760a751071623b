package io.gatehouse.dev.command;

import io.gatehouse.dev.machine.Memory;
import io.gatehouse.dev.machine.PortOwner;
import io.gatehouse.dev.machine.Programs;
import io.gatehouse.dev.part.Parts;
import io.gatehouse.dev.stack.Addresses;
import io.gatehouse.dev.stack.Layout;
import io.gatehouse.dev.stack.Part;
import io.gatehouse.dev.stack.Port;
import io.gatehouse.dev.stack.Refusal;
import io.gatehouse.dev.stack.StackLock;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Looks at the machine and says what to do. Exit code 1 if the stack could not start on it. */
@Command(name = "doctor")
public final class DoctorCommand implements Callable<Integer> {

  private static final long NEEDED_DISK_MEGABYTES = 3000;

  private boolean healthy = true;

  @Override
  public Integer call() throws IOException {
    Layout layout = Layout.ofEnvironment();
    layout.create();
    good("JDK", System.getProperty("java.vm.version") + " in " + System.getProperty("java.home"));
    memory();
    disk(layout);
    postgres();
    ports(layout);
    registry(layout);
    chromium();
    return healthy ? 0 : 1;
  }

  private void memory() {
    long available = Memory.availableMegabytes();
    if (available >= Checks.NEEDED_MEGABYTES) {
      good("memory", available + " MB free");
    } else {
      bad(
          "memory",
          "%d MB free, %d needed: close something".formatted(available, Checks.NEEDED_MEGABYTES));
    }
  }

  private void disk(Layout layout) throws IOException {
    long free = Files.getFileStore(layout.home()).getUsableSpace() / (1024 * 1024);
    if (free >= NEEDED_DISK_MEGABYTES) {
      good("disk", free + " MB free");
    } else {
      bad("disk", "%d MB free, %d needed".formatted(free, NEEDED_DISK_MEGABYTES));
    }
  }

  private void postgres() {
    try {
      Checks.rootAndPostgres();
      good("user", System.getProperty("user.name"));
    } catch (Refusal refusal) {
      bad("user", refusal.line());
    }
  }

  private void ports(Layout layout) {
    if (StackLock.isTaken(layout)) {
      good("ports", "in use by the stack itself, which is up");
      return;
    }
    Addresses addresses = new Addresses(0);
    List<String> taken = new ArrayList<>();
    for (Part part : Parts.of(layout, addresses, Set.of())) {
      for (Port port : part.ports()) {
        if (!PortOwner.isFree(addresses.port(port))) {
          taken.add(
              "%d by %s".formatted(addresses.port(port), PortOwner.describe(addresses.port(port))));
        }
      }
    }
    if (taken.isEmpty()) {
      good("ports", "free");
    } else {
      bad("ports", "in use: " + String.join(", ", taken) + ": stop that, or up --port-offset 100");
    }
  }

  /** Through Maven itself, whose settings may name a mirror that nobody else knows of. */
  private void registry(Layout layout) throws IOException {
    String problem = Registry.problem(layout);
    if (problem.isEmpty()) {
      good("Maven", "reaches its registry");
    } else {
      bad("Maven", problem);
    }
  }

  private void chromium() {
    String found =
        Programs.find("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    if (found.isEmpty()) {
      note("Chromium", "not found: only ./gatehouse test wants it (apt-get install chromium)");
    } else {
      good("Chromium", found);
    }
  }

  private static void good(String what, String how) {
    System.out.println("  ok    %-9s %s".formatted(what, how));
  }

  private static void note(String what, String how) {
    System.out.println("  note  %-9s %s".formatted(what, how));
  }

  private void bad(String what, String how) {
    healthy = false;
    System.out.println("  BAD   %-9s %s".formatted(what, how));
  }
}
