package io.gatehouse.guard.usage;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class UsageQueueTest {

  private static final Instant NOW = Instant.parse("2026-01-31T12:34:56Z");

  private final UsageCollector collector = new UsageCollector(500);
  private final TrafficCollector traffic = new TrafficCollector();
  private final List<UsageReport> tries = new ArrayList<>();
  private final AtomicBoolean away = new AtomicBoolean();
  private final UsageQueue queue =
      new UsageQueue(
          collector,
          traffic,
          report -> {
            tries.add(report);
            if (away.get()) {
              throw new IOException("away");
            }
            return true;
          });

  private void use(String key, Instant at) {
    collector.count(key, 1, "admitted", at, "203.0.113.9", "test");
  }

  @Test
  void batchThatDidNotArriveIsSentAgainUnderItsIdAndNothingIsLost() throws IOException {
    use("a", NOW);
    away.set(true);
    assertThrows(IOException.class, queue::send);
    use("a", NOW.plusSeconds(1));
    assertThrows(IOException.class, queue::send);
    away.set(false);
    queue.send();
    assertEquals(4, tries.size());
    assertEquals(tries.get(0), tries.get(1));
    assertEquals(tries.get(0), tries.get(2));
    assertEquals(1, tries.get(2).uses().getFirst().count());
    assertEquals(1, tries.get(3).uses().getFirst().count());
  }

  @Test
  void memoryIsBoundedWhateverComes() {
    for (int i = 0; i < 2000; i++) {
      use("key" + i, NOW);
      use("key0", NOW);
    }
    assertEquals(500, collector.size());
    assertEquals(1500, collector.dropped());
  }

  @Test
  void everyUseIsInExactlyOneBatchThoughOthersAreTakenOutMeanwhile() throws Exception {
    List<Thread> users = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      users.add(
          Thread.startVirtualThread(() -> {
            for (int i = 0; i < 5000; i++) {
              use("key" + i % 7, NOW);
            }
          }));
    }
    while (users.stream().anyMatch(Thread::isAlive)) {
      queue.send();
    }
    queue.send();
    assertEquals(
        20_000, tries.stream().flatMap(r -> r.uses().stream()).mapToLong(KeyUse::count).sum());
  }

  @Test
  void trafficGoesInTheSameBatchesOfBoundedSize() throws IOException {
    use("a", NOW);
    for (int minute = 0; minute < 120; minute++) {
      traffic.count(CredentialKind.jwt, "admitted", NOW.plusSeconds(60 * minute).toEpochMilli());
      traffic.count(CredentialKind.jwt, "admitted", NOW.plusSeconds(60 * minute).toEpochMilli());
    }
    queue.send();
    assertEquals(
        List.of(100, 20), tries.stream().map(r -> requireNonNull(r.traffic()).size()).toList());
    TrafficCount count = requireNonNull(tries.getFirst().traffic()).getFirst();
    assertEquals(2, count.count());
    assertEquals(0, count.minute().getEpochSecond() % 60);
  }

  @Test
  void trafficInMemoryIsBoundedHoweverLongNobodyTakesIt() {
    for (int minute = 0; minute < 6000; minute++) {
      traffic.count(CredentialKind.jwt, "admitted", 60_000L * minute);
    }
    assertEquals(5000, traffic.drain(10_000).size());
    assertEquals(1000, traffic.dropped());
  }

  @Test
  void latestUseIsKeptAndTheHourIsWhole() {
    use("a", NOW);
    use("a", NOW.minusSeconds(5));
    KeyUse use = collector.drain(10).getFirst();
    assertEquals(2, use.count());
    assertEquals(NOW, use.lastAt());
    assertEquals(Instant.parse("2026-01-31T12:00:00Z"), use.hour());
  }

  @Test
  void userAgentIsOneBoundedLineWithoutAKey() {
    assertEquals(200, KeyUses.plain("x".repeat(5000)).length());
    assertEquals("a??b", KeyUses.plain("a\r\nb"));
    assertEquals("agent ", KeyUses.plain("agent gk_live_abc"));
  }
}
