package io.gatehouse.dev.command;

import io.gatehouse.dev.install.Preparation;
import io.gatehouse.dev.part.KeycloakTraining;
import io.gatehouse.dev.part.Parts;
import io.gatehouse.dev.stack.Layout;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** The launcher's share of the build: unpacks and builds what a start will need. */
@Command(name = "prepare")
public final class PrepareCommand implements Callable<Integer> {

  @Override
  public Integer call() {
    Layout layout = Layout.ofEnvironment();
    Preparation.run(layout, Parts.SERVICES, System.out::println);
    KeycloakTraining.ensure(layout, System.out::println);
    return 0;
  }
}
