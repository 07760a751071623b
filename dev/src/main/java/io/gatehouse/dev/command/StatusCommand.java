package io.gatehouse.dev.command;

import io.gatehouse.dev.machine.Memory;
import io.gatehouse.dev.stack.Layout;
import io.gatehouse.dev.stack.PartRecord;
import io.gatehouse.dev.stack.Records;
import io.gatehouse.dev.stack.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** One line for each part. Exit code 0 if all are ready. */
@Command(name = "status")
public final class StatusCommand implements Callable<Integer> {

  @Override
  public Integer call() {
    Layout layout = Layout.ofEnvironment();
    List<PartRecord> records = new ArrayList<>(new Records(layout.run()).all());
    if (records.isEmpty()) {
      System.out.println("The stack is down. ./gatehouse up starts it.");
      return 1;
    }
    List<String> order = PartNames.parts();
    records.sort(
        Comparator.comparing(
            record -> order.contains(record.name()) ? order.indexOf(record.name()) : order.size()));
    System.out.println("  part            state     pid      ready in   memory   address");
    long total = 0;
    boolean allReady = true;
    for (PartRecord record : records) {
      State state = record.stateNow();
      allReady &= state == State.READY;
      long megabytes = record.running().map(process -> memory(record, process)).orElse(0L);
      total += megabytes;
      System.out.println(line(record, state, megabytes));
    }
    System.out.printf("  %-44s %4d MB%n", "together", total);
    return allReady ? 0 : 1;
  }

  /** The launcher's children are the parts, which have lines of their own. */
  private static long memory(PartRecord record, ProcessHandle process) {
    return record.name().equals(PartNames.LAUNCHER)
        ? Memory.ofProcess(process)
        : Memory.ofProcessTree(process);
  }

  private static String line(PartRecord record, State state, long megabytes) {
    Duration toReady = record.toReady();
    return "  %-15s %-8s %7s %8s   %s   %s"
        .formatted(
            record.name(),
            state.shown(),
            record.running().map(process -> Long.toString(process.pid())).orElse("-"),
            toReady == null ? "-" : UpCommand.time(toReady),
            megabytes == 0 ? "      -" : "%4d MB".formatted(megabytes),
            record.address());
  }
}
