package io.gatehouse.dev.command;

import io.gatehouse.dev.machine.Signals;
import io.gatehouse.dev.stack.Layout;
import io.gatehouse.dev.stack.Orphans;
import io.gatehouse.dev.stack.PartRecord;
import io.gatehouse.dev.stack.StackLock;
import io.gatehouse.dev.stack.State;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Stops the launcher, which stops the parts; and parts whose launcher was killed. */
@Command(name = "down")
public final class DownCommand implements Callable<Integer> {

  @Override
  public Integer call() throws InterruptedException {
    Layout layout = Layout.ofEnvironment();
    layout.create();
    PartRecord launcher = Launcher.find(layout).orElse(null);
    if (launcher != null && launcher.process() != null) {
      Signals.stop(launcher.process(), "TERM", Launcher.PATIENCE);
      StackLock.awaitFree(layout, Launcher.PATIENCE);
    }
    List<String> swept = new Orphans(layout).sweep();
    if (launcher != null) {
      System.out.println(
          launcher.state() == State.STARTING ? "Stopped, before it was ready." : "Stopped.");
    } else if (swept.isEmpty()) {
      System.out.println("Nothing was running.");
    } else {
      System.out.println("Stopped what a killed launcher had left: " + String.join(", ", swept));
    }
    return 0;
  }
}
