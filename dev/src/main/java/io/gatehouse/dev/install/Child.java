package io.gatehouse.dev.install;

import java.io.IOException;

/** A program that must not outlive us: whoever stops the launcher means it too. */
final class Child {

  private Child() {}

  /** Its exit code. */
  static int run(ProcessBuilder builder) throws IOException, InterruptedException {
    // Before the start, or a stop right after it would find no hook.
    Thread end = new Thread(Child::killAll);
    Runtime.getRuntime().addShutdownHook(end);
    int exitCode = builder.start().waitFor();
    try {
      Runtime.getRuntime().removeShutdownHook(end);
    } catch (IllegalStateException e) {
      // We are being stopped, and the hook is at work.
    }
    return exitCode;
  }

  /**
   * Nothing else runs while something is prepared. What is half made is made anew the next time, so
   * nothing is lost by not asking politely.
   */
  private static void killAll() {
    ProcessHandle.current().descendants().toList().forEach(ProcessHandle::destroyForcibly);
  }
}
