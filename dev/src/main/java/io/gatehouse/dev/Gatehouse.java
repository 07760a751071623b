package io.gatehouse.dev;

import io.gatehouse.dev.command.DoctorCommand;
import io.gatehouse.dev.command.DownCommand;
import io.gatehouse.dev.command.LogsCommand;
import io.gatehouse.dev.command.PartCommands;
import io.gatehouse.dev.command.PrepareCommand;
import io.gatehouse.dev.command.StatusCommand;
import io.gatehouse.dev.command.TokenCommand;
import io.gatehouse.dev.command.UpCommand;
import io.gatehouse.dev.stack.Refusal;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What {@code ./gatehouse} calls, once there is a JDK and a build. */
@Command(
    name = "gatehouse",
    subcommands = {
      UpCommand.class,
      DownCommand.class,
      StatusCommand.class,
      LogsCommand.class,
      PartCommands.Start.class,
      PartCommands.Stop.class,
      PartCommands.Pause.class,
      PartCommands.Unpause.class,
      TokenCommand.class,
      DoctorCommand.class,
      PrepareCommand.class
    })
public final class Gatehouse {

  private Gatehouse() {}

  /** Exit codes: 0 done, 1 could not, 2 not understood. */
  public static void main(String[] arguments) {
    CommandLine commands = new CommandLine(new Gatehouse());
    commands.setParameterExceptionHandler((problem, given) -> {
      System.err.println(
          "gatehouse: " + problem.getMessage() + ". ./gatehouse help lists what there is.");
      return CommandLine.ExitCode.USAGE;
    });
    commands.setExecutionExceptionHandler((problem, command, parsed) -> {
      if (problem instanceof Refusal refusal) {
        System.err.println("gatehouse: " + refusal.line());
      } else {
        System.err.println("gatehouse: this is a bug in the launcher.");
        problem.printStackTrace();
      }
      return CommandLine.ExitCode.SOFTWARE;
    });
    System.exit(commands.execute(arguments));
  }
}
