package io.gatehouse.guard.revocation;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/**
 * {@code gatehouse_revocation_*}: what the feed brought, and how old the copy is. Labels are from
 * closed sets.
 */
final class RevocationMetrics {

  /** What became of one entry of the stream. */
  enum Outcome {
    APPLIED,
    /** Known already, or of an epoch that is over. */
    REPLAYED,
    /** Signed, but not the next one. */
    OUT_OF_ORDER,
    FORGED
  }

  private final MeterRegistry meters;
  private final Counter[] records = new Counter[Outcome.values().length];

  RevocationMetrics(MeterRegistry meters) {
    this.meters = meters;
    for (Outcome outcome : Outcome.values()) {
      records[outcome.ordinal()] =
          meters.counter(
              "gatehouse.revocation.records", "outcome", outcome.name().toLowerCase(Locale.ROOT));
    }
  }

  void count(Outcome outcome) {
    records[outcome.ordinal()].increment();
  }

  long counted(Outcome outcome) {
    return (long) records[outcome.ordinal()].count();
  }

  void fetched(boolean answered) {
    meters
        .counter("gatehouse.revocation.fetches", "outcome", answered ? "answered" : "failed")
        .increment();
  }

  void watch(Verifier verifier) {
    meters.gauge("gatehouse.revocation.sequence", verifier, v -> v.position().sequence());
    meters.gauge("gatehouse.revocation.epoch", verifier, v -> v.position().epoch());
    meters.gauge("gatehouse.revocation.entries", verifier, Verifier::entries);
    meters.gauge("gatehouse.revocation.memory.bytes", verifier, Verifier::bytes);
    meters.gauge("gatehouse.revocation.lag.seconds", verifier, v -> v.age().toMillis() / 1000d);
    meters.gauge("gatehouse.revocation.state", verifier, v -> v.state().ordinal());
  }
}
