package io.gatehouse.dev.install;

import io.gatehouse.dev.stack.Layout;
import io.gatehouse.dev.stack.Refusal;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * One at a time in {@code .gatehouse/installed}, which all stacks of a checkout share: two that
 * unpack into the same folder would each find the other's half.
 */
public final class Exclusive {

  private Exclusive() {}

  /** Waits its turn; the system gives it back if the process is killed. */
  public static void run(Layout layout, Runnable work) {
    Path file = layout.installed("lock");
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.lock();
      work.run();
    } catch (IOException e) {
      throw new Refusal("Cannot lock " + file + ": " + e.getMessage() + ".", e);
    }
  }
}
