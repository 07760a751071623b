package io.gatehouse.dev.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Placeholder until the checks are in. */
@Command(name = "doctor")
public final class DoctorCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    return 0;
  }
}
