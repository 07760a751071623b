package io.gatehouse.e2e.stack;

import java.time.Duration;
import java.util.Locale;
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

  /** Skips the test where nothing may be stopped. */
  public static void assumeOurs() {
    Assumptions.assumeTrue(
        Deployment.control().isPresent(),
        "GATEHOUSE_E2E_CONTROL is not set: this deployment is not ours to break");
  }

  private void control(String verb) {
    String name = name().toLowerCase(Locale.ROOT).replace('_', '-');
    String command = Deployment.control().orElseThrow() + " " + verb + " " + name;
    Command done = Command.run(command, PATIENCE);
    if (done.exitCode() != 0) {
      throw new AssertionError(command + " failed: " + done.output());
    }
  }

  /** Time without the part. */
  @FunctionalInterface
  public interface Away extends AutoCloseable {
    @Override
    void close();
  }
}
