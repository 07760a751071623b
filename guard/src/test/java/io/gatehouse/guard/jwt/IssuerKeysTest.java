package io.gatehouse.guard.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gatehouse.testkit.TestIssuer;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class IssuerKeysTest {

  private static final KeySet FIRST = set("k1");
  private static final KeySet SECOND = set("k2");

  private final MutableClock clock = new MutableClock(Instant.parse("2026-01-01T00:00:00Z"));
  private final AtomicInteger fetches = new AtomicInteger();
  private Uni<KeySet> answer = Uni.createFrom().item(FIRST);
  private final IssuerKeys keys =
      new IssuerKeys(
          "test",
          () -> {
            fetches.incrementAndGet();
            return answer;
          },
          clock,
          Duration.ofSeconds(10));

  @Test
  void floodOfUnknownKeyIdsIsOneFetchInTenSeconds() {
    for (int second = 0; second < 30; second++) {
      for (int i = 0; i < 1_000; i++) {
        Uni<KeySet> forced = keys.refreshForUnknownKey();
        if (forced != null) {
          forced.await().indefinitely();
        }
      }
      clock.advance(Duration.ofSeconds(1));
    }
    assertEquals(3, fetches.get());
  }

  @Test
  void failedFetchKeepsTheKeys() {
    keys.refresh().await().indefinitely();
    answer = Uni.createFrom().failure(new IllegalStateException("away"));
    assertThrows(IllegalStateException.class, () -> keys.refresh().await().indefinitely());
    assertSame(FIRST, keys.current());
  }

  @Test
  void fetchThatFailedIsTriedAgain() {
    answer = Uni.createFrom().failure(new IllegalStateException("away"));
    assertThrows(IllegalStateException.class, () -> keys.refresh().await().indefinitely());
    assertNull(keys.current());
    assertNull(keys.fetchedAt());
    answer = Uni.createFrom().item(FIRST);
    keys.refresh().await().indefinitely();
    assertSame(FIRST, keys.current());
    assertEquals(clock.instant(), keys.fetchedAt());
  }

  @Test
  void manyWhoWaitShareOneFetch() {
    List<UniEmitter<? super KeySet>> waiting = new ArrayList<>();
    answer = Uni.createFrom().emitter(waiting::add);
    List<KeySet> got = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      Uni<KeySet> forced = keys.refreshForUnknownKey();
      assertNotNull(forced);
      forced.subscribe().with(got::add);
    }
    assertEquals(1, waiting.size());
    waiting.getFirst().complete(SECOND);
    assertEquals(100, got.size());
    assertEquals(1, fetches.get());
  }

  @Test
  void whoListensHearsOfAChangeAndOnlyOfAChange() {
    List<KeySet> heard = new ArrayList<>();
    keys.onChange(heard::add);
    keys.refresh().await().indefinitely();
    keys.refresh().await().indefinitely();
    answer = Uni.createFrom().item(SECOND);
    keys.refresh().await().indefinitely();
    assertEquals(List.of(FIRST, SECOND), heard);
  }

  static KeySet set(String id) {
    return new KeySet(Map.of(id, new KeySet.Entry(TestIssuer.newKey(id).getPublicKey(), null)));
  }
}
