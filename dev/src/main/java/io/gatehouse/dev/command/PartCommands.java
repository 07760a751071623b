package io.gatehouse.dev.command;

import io.gatehouse.dev.machine.ProcessIdentity;
import io.gatehouse.dev.machine.Signals;
import io.gatehouse.dev.stack.Holds;
import io.gatehouse.dev.stack.Layout;
import io.gatehouse.dev.stack.PartRecord;
import io.gatehouse.dev.stack.Records;
import io.gatehouse.dev.stack.Refusal;
import io.gatehouse.dev.stack.StackLock;
import io.gatehouse.dev.stack.State;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** One part away and back again, while the others stay: for trying what a failure does. */
public final class PartCommands {

  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private PartCommands() {}

  /** Stops a part and keeps it stopped. */
  @Command(name = "stop")
  public static final class Stop implements Callable<Integer> {

    @Parameters(arity = "1")
    String part = "";

    @Override
    public Integer call() throws InterruptedException {
      Layout layout = running(part);
      new Holds(layout.run()).hold(part);
      await(layout, part, State.STOPPED);
      return 0;
    }
  }

  /** Starts a part that was stopped or that died too often. */
  @Command(name = "start")
  public static final class Start implements Callable<Integer> {

    @Parameters(arity = "1")
    String part = "";

    @Override
    public Integer call() throws InterruptedException {
      Layout layout = running(part);
      new Holds(layout.run()).release(part);
      await(layout, part, State.READY);
      return 0;
    }
  }

  /** Freezes a part: it keeps its connections and answers nothing. */
  @Command(name = "pause")
  public static final class Pause implements Callable<Integer> {

    @Parameters(arity = "1")
    String part = "";

    @Override
    public Integer call() {
      Signals.freeze(process(part));
      System.out.println(part + ": paused");
      return 0;
    }
  }

  /** Thaws a part that was paused. */
  @Command(name = "unpause")
  public static final class Unpause implements Callable<Integer> {

    @Parameters(arity = "1")
    String part = "";

    @Override
    public Integer call() {
      Signals.thaw(process(part));
      System.out.println(part + ": goes on");
      return 0;
    }
  }

  private static ProcessIdentity process(String part) {
    return new Records(running(part).run())
        .find(part)
        .filter(record -> record.stateNow() == State.READY)
        .map(PartRecord::process)
        .orElseThrow(
            () -> new Refusal(part + " does not run. ./gatehouse status shows what does."));
  }

  private static Layout running(String part) {
    PartNames.known(part);
    Layout layout = Layout.ofEnvironment();
    if (!StackLock.isTaken(layout)) {
      throw new Refusal("The stack is down. ./gatehouse up starts it.");
    }
    return layout;
  }

  private static void await(Layout layout, String part, State wanted) throws InterruptedException {
    Records records = new Records(layout.run());
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      State now = records.find(part).map(PartRecord::stateNow).orElse(null);
      if (now == wanted || (wanted == State.STOPPED && now == State.FAILED)) {
        System.out.println(part + ": " + wanted.shown());
        return;
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    throw new Refusal(
        "%s is not %s after %d s: see ./gatehouse logs %s."
            .formatted(part, wanted.shown(), PATIENCE.toSeconds(), part));
  }
}
