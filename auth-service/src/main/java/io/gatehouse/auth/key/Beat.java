package io.gatehouse.auth.key;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets refusals end on a beat, counted from their beginning. The database takes some microseconds
 * longer to find a row than to find none, and over enough requests that tells which key ids exist.
 * It shows only where the work of one kind ends before a beat and that of another after it.
 */
@ApplicationScoped
class Beat {

  private final long length;

  Beat(KeysConfig config) {
    this.length = config.refusalBeat().toNanos();
    if (length < 0 || length > TimeUnit.MILLISECONDS.toNanos(100)) {
      throw new IllegalStateException("gatehouse.keys.refusal-beat must be from PT0S to PT0.1S");
    }
  }

  /**
   * Returns at the next beat.
   *
   * @param began by {@link System#nanoTime}
   */
  void await(long began) {
    long worked = System.nanoTime() - began;
    long end = began + worked + left(worked);
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
      if (Thread.currentThread().isInterrupted()) {
        return;
      }
    }
  }

  /** From the end of the work until the next beat. */
  long left(long worked) {
    return length == 0 ? 0 : length - Math.floorMod(worked, length);
  }
}
