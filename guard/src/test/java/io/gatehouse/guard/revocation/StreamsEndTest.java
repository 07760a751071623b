package io.gatehouse.guard.revocation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gatehouse.guard.caller.Caller;
import io.gatehouse.guard.caller.Origin;
import io.gatehouse.guard.stream.CallerWatch;
import io.gatehouse.guard.stream.CallerWatches;
import io.gatehouse.guard.stream.Ending;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Open streams and the real verifier: whatever turns a caller away at the door ends its stream. */
class StreamsEndTest {

  private static final Instant BEFORE = Callers.NOW.minusSeconds(10);

  private final FakeLedger ledger = new FakeLedger();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private volatile Instant wall = Callers.NOW;
  private final AtomicLong nanos = new AtomicLong(1_000_000_000_000L);
  private final AtomicReference<CallerWatches> told = new AtomicReference<>();
  private final Verifier verifier =
      new Verifier(
          "v1",
          Signed.reader(),
          ledger,
          new Freshness(Duration.ofSeconds(5), Duration.ofSeconds(60), () -> wall, nanos::get),
          new RevocationMetrics(meters),
          List.of(
              new RevocationListener() {
                @Override
                public void revoked(Target target, String id) {
                  Objects.requireNonNull(told.get()).revoked(target, id);
                }

                @Override
                public void refilled() {
                  Objects.requireNonNull(told.get()).refilled();
                }
              }));
  private final CallerWatches watches = new CallerWatches(verifier, () -> wall, meters);

  @BeforeEach
  void fill() throws IOException {
    told.set(watches);
    verifier.fetch();
  }

  @AfterEach
  void stop() {
    watches.close();
  }

  @ParameterizedTest
  @CsvSource({
    "TOKEN, jti-a, alice",
    "SESSION, sid-a, alice",
    "USER, alice, alice",
    "CLIENT, orders-spa, alice",
    "REALM, gatehouse, alice",
    "TOKEN, jti-p, partner",
    "KEY, k1, partner",
    "PARTNER, p1, partner",
    "REALM, gatehouse, partner",
    "USER, alice, app",
    "CLIENT, insights, app",
    "CLIENT, orders, service",
    "SESSION, h1, session"
  })
  void everyTargetThatTurnsTheCallerAwayEndsItsStream(Target target, String id, String who)
      throws Exception {
    Caller caller = caller(who);
    CompletableFuture<Ending> ended = ended(watches.watch(caller));
    CompletableFuture<Ending> another =
        ended(watches.watch(Callers.of("z", "zc", new Origin.UserToken("zt", "zs"), BEFORE)));

    revoke(target, id);

    assertEquals(Ending.REVOKED, ended.get(1, TimeUnit.SECONDS));
    if (target != Target.REALM) {
      assertThrows(TimeoutException.class, () -> another.get(300, TimeUnit.MILLISECONDS));
    }
  }

  @Test
  void ofAppsThatShareALoginOnlyTheStreamOfTheOneThatIsDisconnectedEnds() throws Exception {
    CompletableFuture<Ending> app =
        ended(
            watches.watch(
                Callers.of("alice", "insights", new Origin.DelegatedToken("j", "sid-a"), BEFORE)));
    CompletableFuture<Ending> spa = ended(watches.watch(caller("alice")));

    verifier.hear(
        Signed.record(
            ledger.epoch,
            ledger.add(Target.SESSION, "sid-a", "insights", Callers.NOW.getEpochSecond())));

    assertEquals(Ending.REVOKED, app.get(1, TimeUnit.SECONDS));
    assertThrows(TimeoutException.class, () -> spa.get(300, TimeUnit.MILLISECONDS));
  }

  @Test
  void callerRevokedBetweenTheDoorAndTheWatchIsToldAtOnce() {
    revoke(Target.USER, "alice");

    // No later look has had its turn yet.
    assertEquals(Ending.REVOKED, ended(watches.watch(caller("alice"))).getNow(null));
  }

  @Test
  void loginAfterTheRevocationKeepsItsStream() {
    CompletableFuture<Ending> ended =
        ended(watches.watch(Callers.alice(Callers.NOW.plusSeconds(1))));

    revoke(Target.USER, "alice");

    assertThrows(TimeoutException.class, () -> ended.get(400, TimeUnit.MILLISECONDS));
  }

  @Test
  void streamEndsWhenItsCredentialDoes() throws Exception {
    CompletableFuture<Ending> ended = ended(watches.watch(caller("alice")));
    pass(Duration.ofSeconds(4));
    assertFalse(ended.isDone());

    // Ten seconds old and five minutes long; the copy stays fresh meanwhile.
    wall = BEFORE.plus(Duration.ofMinutes(5));

    assertEquals(Ending.EXPIRED, ended.get(1, TimeUnit.SECONDS));
  }

  @Test
  void streamOutlivesACopyThatIsTooOldForChangesAndEndsWithOneTooOldForReads() throws Exception {
    CompletableFuture<Ending> ended = ended(watches.watch(caller("alice")));

    pass(Duration.ofSeconds(30));
    assertThrows(TimeoutException.class, () -> ended.get(400, TimeUnit.MILLISECONDS));

    pass(Duration.ofSeconds(36));
    assertEquals(Ending.STALE, ended.get(1, TimeUnit.SECONDS));
    assertEquals(1, meters.get("gatehouse.streams.ended").tag("reason", "stale").counter().count());
  }

  @Test
  void closedWatchIsForgotten() {
    CallerWatch watch = watches.watch(caller("alice"));
    assertEquals(1, meters.get("gatehouse.streams.open").gauge().value());

    watch.close();

    assertEquals(0, meters.get("gatehouse.streams.open").gauge().value());
  }

  private static Caller caller(String who) {
    return switch (who) {
      case "alice" -> Callers.alice(BEFORE);
      case "partner" -> Callers.partner(BEFORE);
      case "app" -> Callers.of("alice", "insights", new Origin.DelegatedToken("j", "s"), BEFORE);
      case "service" -> Callers.of("svc", "orders", new Origin.ServiceToken("j-svc"), BEFORE);
      default -> Callers.of("ada", "admin", new Origin.BrowserSession("h1", "s-ada"), BEFORE);
    };
  }

  private void revoke(Target target, String id) {
    verifier.hear(
        Signed.record(ledger.epoch, ledger.add(target, id, Callers.NOW.getEpochSecond())));
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private static CompletableFuture<Ending> ended(CallerWatch watch) {
    return watch.ended().toCompletableFuture();
  }
}
