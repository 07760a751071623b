package io.gatehouse.dev.command;

import io.gatehouse.dev.install.Preparation;
import io.gatehouse.dev.part.KeycloakTraining;
import io.gatehouse.dev.part.Parts;
import io.gatehouse.dev.stack.Layout;
import io.gatehouse.dev.stack.State;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** The launcher's share of the build: unpacks and builds what a start will need. */
@Command(name = "prepare")
public final class PrepareCommand implements Callable<Integer> {

  @Override
  public Integer call() {
    Layout layout = Layout.ofEnvironment();
    layout.create();
    // It takes a minute or two: down must find it. Beside a running stack there is nobody to be.
    Optional<Launcher> launcher = Launcher.become(layout, "preparing");
    launcher.ifPresent(PrepareCommand::announce);
    Preparation.run(layout, Parts.APPLICATIONS, System.out::println);
    KeycloakTraining.ensure(layout, System.out::println);
    return 0;
  }

  /** The lock goes with the process. */
  private static void announce(Launcher launcher) {
    launcher.say(State.STARTING);
    Runtime.getRuntime().addShutdownHook(new Thread(launcher::forget));
  }
}
