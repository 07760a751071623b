package io.gatehouse.guard.revocation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RevokedSetTest {

  private final IdHash hash = new IdHash();

  @Test
  void aMillionEntriesFitIntoAHundredMegabytes() {
    RevokedSet set = new RevokedSet();
    for (int i = 0; i < 1_000_000; i++) {
      set.put(hash.of(Target.TOKEN, "6f1f7d5e-0000-4000-8000-" + i), Revocation.FOR_GOOD, 100);
    }
    assertEquals(1_000_000, set.size());
    assertTrue(set.bytes() <= 100_000_000, set.bytes() + " bytes");
    assertEquals(
        Revocation.FOR_GOOD, set.mark(hash.of(Target.TOKEN, "6f1f7d5e-0000-4000-8000-77")));
    assertEquals(0, set.mark(hash.of(Target.TOKEN, "6f1f7d5e-0000-4000-8000-x")));
    assertEquals(1_000_000, set.dropExpired(100));
    assertEquals(0, set.size());
    assertTrue(set.bytes() < 100_000, "memory is given back");
  }

  @Test
  void entriesAreForgottenAtTheirEndAndNotBefore() {
    RevokedSet set = new RevokedSet();
    set.put(hash.of(Target.USER, "a"), 50, 100);
    set.put(hash.of(Target.USER, "b"), 50, 101);
    assertEquals(0, set.dropExpired(99));
    assertEquals(1, set.dropExpired(100));
    assertEquals(0, set.mark(hash.of(Target.USER, "a")));
    assertEquals(50, set.mark(hash.of(Target.USER, "b")));
  }

  @Test
  void readerNeverMissesAnEntryWhileTheTableGrowsAndShrinks() throws InterruptedException {
    RevokedSet set = new RevokedSet();
    IdHash.Value always = hash.of(Target.SESSION, "always");
    set.put(always, 7, Revocation.FOR_GOOD);
    AtomicBoolean done = new AtomicBoolean();
    AtomicBoolean missed = new AtomicBoolean();
    Thread reader =
        Thread.ofPlatform()
            .start(() -> {
              while (!done.get()) {
                if (set.mark(always) != 7) {
                  missed.set(true);
                }
              }
            });
    for (int round = 1; round <= 5; round++) {
      for (int i = 0; i < 20_000; i++) {
        set.put(hash.of(Target.TOKEN, round + "-" + i), Revocation.FOR_GOOD, round);
      }
      set.dropExpired(round);
    }
    done.set(true);
    reader.join();
    assertEquals(false, missed.get());
  }

  @Property(tries = 200)
  void holdsTheHighestMarkAndTheLatestEnd(
      @ForAll @Size(max = 200) List<@IntRange(max = 30 * 50 * 10 - 1) Integer> puts,
      @ForAll @IntRange(max = 9) int now) {
    RevokedSet set = new RevokedSet();
    Map<Integer, int[]> model = new HashMap<>();
    for (int put : puts) {
      int id = put % 30;
      int mark = put / 30 % 50 + 1;
      int end = put / 1500 + 1;
      set.put(hash.of(Target.USER, "u" + id), mark, end);
      model.merge(
          id,
          new int[] {mark, end},
          (a, b) -> new int[] {Math.max(a[0], b[0]), Math.max(a[1], b[1])});
    }
    set.dropExpired(now);
    model.values().removeIf(v -> v[1] <= now);
    assertEquals(model.size(), set.size());
    for (int id = 0; id < 30; id++) {
      int[] expected = model.getOrDefault(id, new int[] {0, 0});
      assertEquals(expected[0], set.mark(hash.of(Target.USER, "u" + id)));
    }
  }
}
