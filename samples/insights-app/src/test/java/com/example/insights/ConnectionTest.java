package com.example.insights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A refresh token is used once, and its end is noticed. */
class ConnectionTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final List<String> used = new CopyOnWriteArrayList<>();

  @Test
  void aTokenThatIsStillGoodIsNotRenewed() {
    Grant grant = new Grant("access", "refresh", NOW.plusSeconds(300));

    assertEquals(new Renewal.Renewed(grant), connection(grant).current());
    assertEquals(List.of(), used);
  }

  @Test
  void manyRequestsAtOnceUseARefreshTokenOnce() throws Exception {
    Connection connection = connection(new Grant("access", "refresh", NOW.plusSeconds(5)));

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Renewal>> all =
          threads.invokeAll(
              IntStream.range(0, 50)
                  .<Callable<Renewal>>mapToObj(n -> connection::current)
                  .toList());
      for (Future<Renewal> one : all) {
        assertEquals(next(), assertInstanceOf(Renewal.Renewed.class, one.get()).grant());
      }
    }
    assertEquals(List.of("refresh"), used);
  }

  @Test
  void theEndOfAConsentIsToldAndNotTakenForANewGrant() {
    Connection connection =
        new Connection(
            "Alice",
            new Grant("access", "refresh", NOW),
            InstantSource.fixed(NOW),
            token -> new Renewal.Over());

    assertEquals(new Renewal.Over(), connection.current());
  }

  @Test
  void aGrantShowsNoTokenWhenItIsPrinted() {
    assertFalse(new Grant("the-access", "the-refresh", NOW).toString().contains("the-"));
  }

  private Connection connection(Grant grant) {
    return new Connection(
        "Alice",
        grant,
        InstantSource.fixed(NOW),
        token -> {
          used.add(token);
          return new Renewal.Renewed(next());
        });
  }

  private static Grant next() {
    return new Grant("access 2", "refresh 2", NOW.plusSeconds(300));
  }
}
