package io.gatehouse.dev.command;

import io.gatehouse.dev.machine.ProcessIdentity;
import io.gatehouse.dev.machine.Signals;
import io.gatehouse.dev.stack.Layout;
import io.gatehouse.dev.stack.Orphans;
import io.gatehouse.dev.stack.PartRecord;
import io.gatehouse.dev.stack.Refusal;
import io.gatehouse.dev.stack.StackLock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Stops the launcher, which stops the parts; and parts whose launcher was killed. */
@Command(name = "down")
public final class DownCommand implements Callable<Integer> {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @Override
  public Integer call() {
    Layout layout = Layout.ofEnvironment();
    layout.create();
    boolean wasUp = StackLock.isTaken(layout);
    if (wasUp) {
      ProcessIdentity launcher = UpCommand.launcher(layout).map(PartRecord::process).orElse(null);
      if (launcher == null) {
        throw new Refusal("The stack is just starting: try again in a moment.");
      }
      Signals.stop(launcher, "TERM", PATIENCE);
    }
    List<String> swept = new Orphans(layout).sweep();
    if (wasUp) {
      System.out.println("Stopped.");
    } else if (swept.isEmpty()) {
      System.out.println("Nothing was running.");
    } else {
      System.out.println("Stopped what a killed launcher had left: " + String.join(", ", swept));
    }
    return 0;
  }
}
