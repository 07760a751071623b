package io.gatehouse.e2e.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Good callers, who go in and out at every replica all the time, to read and to change. */
record Regulars(List<Visitor> visitors) implements AutoCloseable {

  private static final Duration PAUSE = Duration.ofMillis(60);

  static Regulars of(List<String> replicas, String credential) {
    List<Visitor> visitors =
        replicas.stream()
            .flatMap(url ->
                Stream.of(
                    Visitor.reading(url, credential, PAUSE),
                    Visitor.changing(url, credential, PAUSE)))
            .toList();
    visitors.forEach(visitor -> visitor.awaitAdmitted(Duration.ofSeconds(10)));
    return new Regulars(visitors);
  }

  /** What no fault of the feed alone may do to anybody. */
  void assertNeverRefused() {
    for (Visitor visitor : visitors) {
      assertEquals(0, visitor.refusals().count(), visitor::toString);
    }
  }

  @Override
  public void close() {
    visitors.forEach(Visitor::close);
  }
}
