package io.gatehouse.dev.command;

import io.gatehouse.dev.stack.Layout;
import io.gatehouse.dev.stack.PartRecord;
import io.gatehouse.dev.stack.Records;
import io.gatehouse.dev.stack.Refusal;
import io.gatehouse.dev.stack.State;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * {@code up} where a launcher is already there: it has promised that all parts are ready when it
 * returns, and the launcher may just be starting one again.
 */
final class AlreadyUp {

  /** Only a person changes these. */
  private static final Set<State> AT_REST = EnumSet.of(State.STOPPED, State.FAILED);

  private final Records records;
  private final Duration patience;

  AlreadyUp(Layout layout, Duration patience) {
    this.records = new Records(layout.run());
    this.patience = patience;
  }

  /**
   * @throws Refusal if a part is stopped, or is still not ready when patience is at its end
   */
  void awaitAll() throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    List<PartRecord> missing = missing();
    while (!missing.isEmpty()) {
      for (PartRecord part : missing) {
        if (AT_REST.contains(part.stateNow())) {
          throw new Refusal(
              "The stack is up, but for %s, which is %s: ./gatehouse start %s."
                  .formatted(part.name(), part.stateNow().shown(), part.name()));
        }
      }
      if (System.nanoTime() > deadline) {
        String name = missing.getFirst().name();
        throw new Refusal(
            "The stack is up, but %s is not ready after %d s: see ./gatehouse logs %s."
                .formatted(name, patience.toSeconds(), name));
      }
      TimeUnit.MILLISECONDS.sleep(50);
      missing = missing();
    }
  }

  private List<PartRecord> missing() {
    return records.all().stream().filter(part -> part.stateNow() != State.READY).toList();
  }
}
