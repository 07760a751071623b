package io.gatehouse.e2e.stack;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/** A part of the stack that a test may take away, for as long as the try block lasts. */
public enum Part {
  POSTGRES,
  REDIS,
  KEYCLOAK,
  AUTH_SERVICE;

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Stops it; closing what is returned starts it again. */
  public Away takeAway() {
    control("stop");
    return () -> control("start");
  }

  /**
   * Freezes it: it keeps its connections and answers nothing; closing what is returned thaws it.
   */
  public Away freeze() {
    control("pause");
    return () -> control("unpause");
  }

  /**
   * Ends it as a crash would (SIGKILL); the launcher starts it again by itself. Only where the
   * stack runs on this machine ({@link Replica#assumeCanStart}).
   */
  public void crash() {
    String status = Deployment.control().orElseThrow() + " status";
    Matcher pid =
        Pattern.compile("(?m)^ *" + partName() + " +\\S+ +(\\d+) ")
            .matcher(Command.run(status, PATIENCE).output());
    if (!pid.find()) {
      throw new AssertionError(partName() + " does not run");
    }
    Command.run("kill -KILL " + pid.group(1), PATIENCE);
  }

  /** Skips the test where nothing may be stopped. */
  public static void assumeOurs() {
    Assumptions.assumeTrue(
        Deployment.control().isPresent(),
        "GATEHOUSE_E2E_CONTROL is not set: this deployment is not ours to break");
  }

  private void control(String verb) {
    String command = Deployment.control().orElseThrow() + " " + verb + " " + partName();
    Command done = Command.run(command, PATIENCE);
    if (done.exitCode() != 0) {
      throw new AssertionError(command + " failed: " + done.output());
    }
  }

  private String partName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Time without the part. */
  @FunctionalInterface
  public interface Away extends AutoCloseable {
    @Override
    void close();
  }
}
