package io.gatehouse.dev.stack;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;

/**
 * Held by the launcher for as long as it lives. The system itself gives it back when the launcher
 * is killed, which a file with a process id in it does not.
 */
public final class StackLock implements AutoCloseable {

  private final FileChannel channel;
  private final FileLock lock;

  private StackLock(FileChannel channel, FileLock lock) {
    this.channel = channel;
    this.lock = lock;
  }

  /** Empty if another launcher has it. */
  public static Optional<StackLock> take(Layout layout) {
    try {
      Path file = layout.run().resolve("lock");
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock == null) {
        channel.close();
        return Optional.empty();
      }
      return Optional.of(new StackLock(channel, lock));
    } catch (IOException e) {
      throw new Refusal("Cannot lock " + layout.run() + ": " + e.getMessage() + ".", e);
    }
  }

  /** Whether a launcher is at work here. */
  public static boolean isTaken(Layout layout) {
    Optional<StackLock> lock = take(layout);
    lock.ifPresent(StackLock::close);
    return lock.isEmpty();
  }

  /** Waits for a launcher that is on its way out; whether the lock is free. */
  public static boolean awaitFree(Layout layout, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (isTaken(layout)) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() {
    try {
      lock.release();
      channel.close();
    } catch (IOException e) {
      // The process ends, and the lock with it.
    }
  }
}
