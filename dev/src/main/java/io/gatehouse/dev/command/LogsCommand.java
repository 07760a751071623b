package io.gatehouse.dev.command;

import io.gatehouse.dev.stack.Layout;
import io.gatehouse.dev.stack.Refusal;
import io.gatehouse.dev.stack.StackLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the last lines of one part's log, or of all, and follows while the stack is up. */
@Command(name = "logs")
public final class LogsCommand implements Callable<Integer> {

  private static final long POLL_MILLIS = 200;

  @Parameters(arity = "0..1")
  @Nullable String part;

  @Option(
      names = {"-n", "--lines"},
      defaultValue = "50")
  int lines;

  @Option(names = "--no-follow")
  boolean noFollow;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Layout layout = Layout.ofEnvironment();
    List<LogTail> tails = tails(layout);
    if (tails.isEmpty()) {
      throw new Refusal("There is no log yet: ./gatehouse up starts the stack.");
    }
    for (LogTail tail : tails) {
      tail.last(lines).forEach(System.out::println);
    }
    while (!noFollow && StackLock.isTaken(layout)) {
      for (LogTail tail : tails) {
        tail.news().forEach(System.out::println);
      }
      System.out.flush();
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
    return 0;
  }

  private List<LogTail> tails(Layout layout) {
    List<String> names = part == null ? PartNames.parts() : List.of(PartNames.known(part));
    List<LogTail> tails = new ArrayList<>();
    for (String name : names) {
      Path log = layout.log(name);
      if (Files.exists(log)) {
        tails.add(new LogTail(log, part == null ? "%-14s | ".formatted(name) : ""));
      }
    }
    return tails;
  }
}
