package io.gatehouse.dev.stack;

import io.gatehouse.dev.machine.Signals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Parts of a launcher that was killed. Only processes that the records name by id and start time
 * are touched, never somebody else's.
 */
public final class Orphans {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final List<String> LAST = List.of("keycloak", "redis", "postgres");

  private final Records records;

  public Orphans(Layout layout) {
    this.records = new Records(layout.run());
  }

  /** Stops what still runs and forgets the rest; answers with the names of what ran. */
  public List<String> sweep() {
    List<PartRecord> all = new ArrayList<>(records.all());
    all.sort((a, b) -> Integer.compare(LAST.indexOf(a.name()), LAST.indexOf(b.name())));
    List<String> swept = new ArrayList<>();
    for (PartRecord record : all) {
      if (record.process() != null && record.process().pid() == ProcessHandle.current().pid()) {
        continue;
      }
      if (record.running().isPresent() && record.process() != null) {
        Signals.stop(record.process(), record.signal(), PATIENCE);
        swept.add(record.name());
      }
      records.remove(record.name());
    }
    return swept;
  }
}
