package io.gatehouse.e2e.fault;

import static io.gatehouse.e2e.fault.Scene.POLLED;
import static io.gatehouse.e2e.fault.Scene.RECOVERY;
import static io.gatehouse.e2e.fault.Scene.assertWithin;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.oneOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatehouse.e2e.api.AuthApi;
import io.gatehouse.e2e.api.Metrics;
import io.gatehouse.e2e.fault.Scene.Guest;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A verifier that was not there for a while lets in nobody who was turned away meanwhile. */
@Order(Integer.MAX_VALUE)
@Timeout(300)
class VerifierFaultTest {

  private static final Duration FROZEN = Duration.ofSeconds(20);
  private static final int PEOPLE = 100;

  /** With the person these are a hundred entries, in one transaction. */
  private static final int SESSIONS = 99;

  private static final Duration PAUSE = Duration.ofMillis(50);

  private Scene scene;

  @BeforeEach
  void open() {
    scene = Scene.open();
  }

  /**
   * One verifier stands still for twenty seconds, another one restarts, and ten thousand are turned
   * away meanwhile: two faults that have nothing to do with each other, in the time of one.
   */
  @Test
  void frozenAndRestartedVerifiersMissNoneOfTenThousandRevocations() {
    AuthApi ada = Scene.ada();
    Guest atFrozen = scene.guest();
    Guest atRestarted = scene.guest();
    try (Visitor reads = Visitor.reading(scene.steady.url(), atFrozen.token(), PAUSE);
        Visitor changes = Visitor.changing(scene.steady.url(), atFrozen.token(), PAUSE)) {
      reads.awaitAdmitted(Duration.ofSeconds(10));
      changes.awaitAdmitted(Duration.ofSeconds(10));
      scene.steady.freeze();
      long frozen = System.nanoTime();
      long turnedAway;
      long last;
      try {
        revokeTenThousand(ada, 0, PEOPLE / 2);
        turnedAway = scene.turnAway(atFrozen);
        scene.turnAway(atRestarted);
        last = restartDuring(() -> revokeTenThousand(ada, PEOPLE / 2, PEOPLE), atRestarted);
        LockSupport.parkNanos(frozen + FROZEN.toNanos() - System.nanoTime());
      } finally {
        scene.steady.thaw();
      }
      long thawed = System.nanoTime();
      reads.awaitRefused(RECOVERY);
      changes.awaitRefused(RECOVERY);
      for (String verifier : scene.verifiers) {
        Metrics metrics = new Metrics(verifier);
        await("all of them are known at " + verifier)
            .atMost(POLLED.plus(Scene.SLACK))
            .until(
                () -> metrics.sum("gatehouse_revocation_sequence"),
                greaterThanOrEqualTo((double) last));
        assertTrue(metrics.sum("gatehouse_revocation_entries") >= PEOPLE * (SESSIONS + 1));
      }
      reads.close();
      changes.close();
      assertWithin(POLLED, reads.lastAdmittedAfter(thawed));
      // It cannot know what it has missed: no change is made on the word of an old copy.
      assertEquals(
          0, changes.since(turnedAway).filter(Visitor.Visit::admitted).count(), changes::toString);
    }
    scene.assertNobodyIsBack();
    scene.awaitFollowed();
  }

  /**
   * Restarts a replica while this goes on, at which somebody stands who was turned away.
   *
   * @return what was done
   */
  private long restartDuring(LongSupplier flood, Guest guest) {
    try (Visitor visitor = Visitor.reading(scene.hasty.url(), guest.token(), PAUSE)) {
      scene.hasty.restart();
      long began = System.nanoTime();
      long last = flood.getAsLong();
      scene.hasty.awaitReady();
      visitor.awaitRefused(RECOVERY);
      visitor.close();
      // From its first answer on, ready or not.
      assertEquals(
          Set.of(),
          visitor
              .since(began)
              .filter(Visitor.Visit::admitted)
              .map(Visitor.Visit::status)
              .collect(Collectors.toSet()),
          visitor::toString);
      return last;
    }
  }

  /** People by turns, each with all logins they have; the last sequence. */
  private static long revokeTenThousand(AuthApi ada, int from, int to) {
    long last = 0;
    for (int person = from; person < to; person++) {
      last =
          ((Number)
                  ada.request()
                      .body(
                          Map.of(
                              "target",
                              "user",
                              "id",
                              UUID.randomUUID().toString(),
                              "reason",
                              "one of ten thousand",
                              "sessions",
                              IntStream.range(0, SESSIONS)
                                  .mapToObj(i -> UUID.randomUUID().toString())
                                  .toList()))
                      .post("/v1/revocations")
                      .then()
                      .statusCode(oneOf(200, 201))
                      .extract()
                      .path("sequence"))
              .longValue();
    }
    return last;
  }
}
