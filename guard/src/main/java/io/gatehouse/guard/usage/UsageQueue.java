package io.gatehouse.guard.usage;

import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sends what was collected, one batch at a time; the one that failed is sent again as it was. */
final class UsageQueue {

  private final UsageCollector collector;
  private final TrafficCollector traffic;
  private final UsageSink sink;
  private @Nullable UsageReport pending;

  UsageQueue(UsageCollector collector, TrafficCollector traffic, UsageSink sink) {
    this.collector = collector;
    this.traffic = traffic;
    this.sink = sink;
  }

  /**
   * Sends all that there is.
   *
   * @return how many batches were refused for good
   * @throws IOException if one did not arrive; it and the rest wait for the next call
   */
  synchronized int send() throws IOException {
    int refused = 0;
    while (true) {
      UsageReport report = pending;
      if (report == null) {
        List<KeyUse> uses = collector.drain(UsageReport.MOST);
        List<TrafficCount> counts = traffic.drain(UsageReport.MOST);
        if (uses.isEmpty() && counts.isEmpty()) {
          return refused;
        }
        report = new UsageReport(UUID.randomUUID(), uses, counts);
        pending = report;
      }
      if (!sink.accept(report)) {
        refused++;
      }
      pending = null;
    }
  }
}
