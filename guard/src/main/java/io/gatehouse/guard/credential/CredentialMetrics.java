package io.gatehouse.guard.credential;

import io.gatehouse.guard.problem.ErrorCode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts what came to the door and what became of it: {@code gatehouse_credentials_total}. Labels
 * are from closed sets; nothing that a stranger writes becomes one.
 */
@Singleton
class CredentialMetrics {

  private final MeterRegistry meters;
  private final Map<String, Counter> admitted = new ConcurrentHashMap<>();

  CredentialMetrics(MeterRegistry meters) {
    this.meters = meters;
  }

  void admitted(String origin) {
    Counter known = admitted.get(origin);
    if (known == null) {
      known = admitted.computeIfAbsent(origin, o -> counter(o, "admitted"));
    }
    known.increment();
  }

  void refused(String origin, ErrorCode code) {
    counter(origin, code.code()).increment();
  }

  private Counter counter(String origin, String outcome) {
    return meters.counter("gatehouse.credentials", "origin", origin, "outcome", outcome);
  }
}
