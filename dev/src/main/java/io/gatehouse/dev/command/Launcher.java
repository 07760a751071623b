package io.gatehouse.dev.command;

import io.gatehouse.dev.machine.ProcessIdentity;
import io.gatehouse.dev.stack.Layout;
import io.gatehouse.dev.stack.PartRecord;
import io.gatehouse.dev.stack.Records;
import io.gatehouse.dev.stack.Refusal;
import io.gatehouse.dev.stack.StackLock;
import io.gatehouse.dev.stack.State;
import java.time.Duration;
import java.util.Optional;

/**
 * The process that has the stack in hand: its lock, and its record by which others find it.
 *
 * <p>The lock is the truth of whether there is one. It is taken before the record is written, and
 * let go after the record is removed, so for a moment at either end there is a lock and no record.
 */
final class Launcher implements AutoCloseable {

  /** From a dying process's last word to the system taking its lock away. */
  private static final Duration MOMENT = Duration.ofSeconds(10);

  /** A launcher gives each layer of parts twenty seconds. */
  static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Records records;
  private final StackLock lock;
  private final String note;
  private final long began = System.nanoTime();
  private State state = State.STARTING;

  private Launcher(Layout layout, StackLock lock, String note) {
    this.records = new Records(layout.run());
    this.lock = lock;
    this.note = note;
  }

  /** Becomes the launcher of this stack, or empty if there is another. */
  static Optional<Launcher> become(Layout layout, String note) {
    return StackLock.take(layout).map(lock -> new Launcher(layout, lock, note));
  }

  /** What another process wrote of itself. */
  static Optional<PartRecord> record(Layout layout) {
    return new Records(layout.run()).find(PartNames.LAUNCHER);
  }

  /**
   * Waits for one that is stopping, and refuses if one is just starting.
   *
   * @return whether one is there and ready
   */
  static boolean isReady(Layout layout) {
    if (!StackLock.isTaken(layout)) {
      return false;
    }
    State state = record(layout).map(PartRecord::stateNow).orElse(State.DIED);
    if (state == State.READY) {
      return true;
    }
    if (state == State.STOPPING && StackLock.awaitFree(layout, PATIENCE)) {
      return false;
    }
    if (state == State.DIED && StackLock.awaitFree(layout, MOMENT)) {
      return false;
    }
    throw new Refusal(
        "Another ./gatehouse is just starting this stack: ./gatehouse status shows how far it is,"
            + " ./gatehouse down stops it.");
  }

  /** The record of the one that has the lock, waited for; empty if there is none any more. */
  static Optional<PartRecord> find(Layout layout) throws InterruptedException {
    long deadline = System.nanoTime() + MOMENT.toNanos();
    while (System.nanoTime() < deadline) {
      if (!StackLock.isTaken(layout)) {
        return Optional.empty();
      }
      Optional<PartRecord> record = record(layout).filter(found -> found.running().isPresent());
      if (record.isPresent()) {
        return record;
      }
      Thread.sleep(50);
    }
    throw new Refusal(
        "Something holds %s and has not said who it is: try again, or see who has it open."
            .formatted(layout.run().resolve("lock")));
  }

  /** Once a stop has begun, nothing else is said. */
  synchronized void say(State next) {
    if (state == State.STOPPING) {
      return;
    }
    state = next;
    records.write(
        new PartRecord(
            PartNames.LAUNCHER,
            next,
            ProcessIdentity.of(ProcessHandle.current()),
            note,
            took(),
            "TERM"));
  }

  Duration took() {
    return Duration.ofNanos(System.nanoTime() - began);
  }

  void forget() {
    records.remove(PartNames.LAUNCHER);
  }

  @Override
  public void close() {
    lock.close();
  }
}
