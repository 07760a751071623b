package io.gatehouse.guard.revocation;

import static io.gatehouse.guard.revocation.Callers.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatehouse.guard.caller.Caller;
import io.gatehouse.guard.caller.Origin;
import io.gatehouse.guard.revocation.RevocationMetrics.Outcome;
import io.gatehouse.guard.revocation.Revocations.Verdict;
import io.gatehouse.testkit.TestIssuer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VerifierTest {

  private final FakeLedger ledger = new FakeLedger();
  private final RevocationMetrics metrics = new RevocationMetrics(new SimpleMeterRegistry());
  private final List<String> told = new ArrayList<>();
  private Instant wall = NOW;
  private long nanos = 1_000_000_000_000L;
  private Verifier verifier = start();

  private Verifier start() {
    return new Verifier(
        "v1",
        Signed.reader(),
        ledger,
        new Freshness(Duration.ofSeconds(5), Duration.ofSeconds(60), () -> wall, () -> nanos),
        metrics,
        List.of(
            new RevocationListener() {
              @Override
              public void revoked(Target target, String id) {
                told.add(target.word() + ":" + id);
              }

              @Override
              public void refilled() {
                told.add("refilled");
              }
            }));
  }

  @BeforeEach
  void snapshot() throws IOException {
    ledger.add(Target.TOKEN, "before-start", Revocation.FOR_GOOD);
    verifier.fetch();
    told.clear();
  }

  private void pass(Duration time) {
    wall = wall.plus(time);
    nanos += time.toNanos();
  }

  private void hear(Revocation r) {
    verifier.hear(Signed.record(ledger.epoch, r));
  }

  private Verdict alice() {
    return verifier.check(Callers.alice(NOW.minusSeconds(10)));
  }

  @Test
  void eachKindOfTargetIsRefusedFromTheRecordOn() {
    Instant before = NOW.minusSeconds(10);
    long now = NOW.getEpochSecond();
    Caller alice = Callers.alice(before);
    Caller partner = Callers.partner(before);
    Caller app = Callers.of("bob", "insights", new Origin.DelegatedToken("j", "s-bob"), before);
    Caller session = Callers.of("ada", "admin", new Origin.BrowserSession("h1", "s-ada"), before);
    Caller service = Callers.of("svc", "orders", new Origin.ServiceToken("j-svc"), before);

    refusedAfter(alice, Target.TOKEN, "jti-a", Revocation.FOR_GOOD);
    refusedAfter(alice, Target.SESSION, "sid-a", Revocation.FOR_GOOD);
    refusedAfter(alice, Target.USER, "alice", now);
    refusedAfter(alice, Target.CLIENT, "orders-spa", now);
    refusedAfter(app, Target.USER, "bob", now);
    refusedAfter(app, Target.CLIENT, "insights", now);
    refusedAfter(partner, Target.TOKEN, "jti-p", Revocation.FOR_GOOD);
    refusedAfter(partner, Target.KEY, "k1", Revocation.FOR_GOOD);
    refusedAfter(partner, Target.PARTNER, "p1", now);
    refusedAfter(session, Target.SESSION, "s-ada", Revocation.FOR_GOOD);
    refusedAfter(session, Target.SESSION, "h1", Revocation.FOR_GOOD);
    refusedAfter(session, Target.USER, "ada", now);
    refusedAfter(service, Target.CLIENT, "orders", now);
    for (Caller caller : List.of(alice, partner, app, session, service)) {
      refusedAfter(caller, Target.REALM, "gatehouse", now);
    }
  }

  /** Of a login that several apps share, one app's part ends. */
  @Test
  void loginThatEndedAtOneClientGoesOnAtTheOthersWhicheverWayItIsLearnt() throws IOException {
    Instant before = NOW.minusSeconds(10);
    Caller spa = Callers.alice("j1", "sid-a", before);
    Caller app = app("sid-a", before);
    Caller otherLogin = app("sid-b", before);

    hear(ledger.add(Target.SESSION, "sid-a", "insights-app", NOW.getEpochSecond()));
    Verifier restarted = start();
    restarted.fetch();

    for (Verifier one : List.of(verifier, restarted)) {
      assertEquals(Verdict.REVOKED, one.check(app));
      assertEquals(Verdict.VALID, one.check(spa));
      assertEquals(Verdict.VALID, one.check(otherLogin));
      assertEquals(Verdict.VALID, one.check(app("sid-a", NOW)), "connected again, same login");
    }
    hear(ledger.add(Target.SESSION, "sid-a", Revocation.FOR_GOOD));
    assertEquals(Verdict.REVOKED, verifier.check(spa), "the whole login");
    assertEquals(Verdict.REVOKED, verifier.check(app("sid-a", NOW)));
  }

  @Test
  void personWhoWasTurnedAwayAtOneClientGoesOnAtTheOthers() {
    Instant before = NOW.minusSeconds(10);
    hear(ledger.add(Target.USER, "alice", "insights-app", NOW.getEpochSecond()));
    assertEquals(Verdict.REVOKED, verifier.check(app("sid-a", before)));
    assertEquals(Verdict.REVOKED, verifier.check(app("sid-b", before)));
    assertEquals(Verdict.VALID, verifier.check(app("sid-b", NOW)));
    assertEquals(Verdict.VALID, verifier.check(Callers.alice("j1", "sid-a", before)));
    assertEquals(
        Verdict.VALID,
        verifier.check(
            Callers.of("bob", "insights-app", new Origin.DelegatedToken("j", "sid-a"), before)));
  }

  private static Caller app(String session, Instant issuedAt) {
    return Callers.of(
        "alice", "insights-app", new Origin.DelegatedToken("jti-i", session), issuedAt);
  }

  /** A new verifier each time, so that one target's mark does not hide another's. */
  private void refusedAfter(Caller caller, Target target, String id, long mark) {
    ledger.entries.clear();
    verifier = start();
    fetch();
    assertEquals(Verdict.VALID, verifier.check(caller), target + " before");
    hear(ledger.add(target, id, mark));
    assertEquals(Verdict.REVOKED, verifier.check(caller), target + " after");
  }

  private void fetch() {
    try {
      verifier.fetch();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void oneKindOfIdIsNeverTakenForAnother() {
    hear(ledger.add(Target.USER, "sid-a", NOW.getEpochSecond()));
    hear(ledger.add(Target.SESSION, "alice", Revocation.FOR_GOOD));
    hear(ledger.add(Target.KEY, "orders-spa", Revocation.FOR_GOOD));
    assertEquals(Verdict.VALID, alice());
  }

  @Test
  void tokenFromBeforeTheMarkIsRefusedAndLoginOfThatVerySecondIsAccepted() {
    // As the ledger writes "log out alice": her login by name, then the mark at the second's start.
    hear(ledger.add(Target.SESSION, "sid-a", Revocation.FOR_GOOD));
    hear(ledger.add(Target.USER, "alice", NOW.getEpochSecond()));
    assertEquals(Verdict.REVOKED, verifier.check(Callers.alice("j1", "sid-a", NOW)));
    assertEquals(
        Verdict.REVOKED, verifier.check(Callers.alice("j2", "sid-x", NOW.minusSeconds(1))));
    assertEquals(Verdict.VALID, verifier.check(Callers.alice("j3", "sid-new", NOW)));
  }

  @Test
  void keyRevokedForGoodIsRefusedWheneverItsTokenWasIssued() {
    hear(ledger.add(Target.KEY, "k1", Revocation.FOR_GOOD));
    assertEquals(Verdict.REVOKED, verifier.check(Callers.partner(NOW.plusSeconds(3))));
  }

  @Test
  void anOlderMarkThatComesLaterLetsNothingBackIn() {
    hear(ledger.add(Target.USER, "alice", NOW.getEpochSecond()));
    hear(ledger.add(Target.USER, "alice", NOW.getEpochSecond() - 100));
    assertEquals(Verdict.REVOKED, alice());
  }

  @Test
  void forgedAndUnsignedRecordsChangeNothingAndAreCounted() {
    Revocation next = new Revocation(2, Target.USER, "alice", NOW.getEpochSecond(), 4_000_000_000L);
    JwtClaims claims = Signed.recordClaims(1, next);
    String good = Signed.sign(claims, Feed.EVENT_TYPE, Signed.KEY);
    String[] parts = good.split("\\.", 3);
    JwtClaims otherIssuer = Signed.recordClaims(1, next);
    otherIssuer.setIssuer("http://elsewhere.test");
    JwtClaims otherAudience = Signed.recordClaims(1, next);
    otherAudience.setAudience("orders-service");
    JwtClaims keyAtClient = Signed.recordClaims(1, next);
    keyAtClient.setClaim("events", Map.of(Feed.REVOCATION, atClient(Target.KEY, "insights-app")));
    JwtClaims noClient = Signed.recordClaims(1, next);
    noClient.setClaim("events", Map.of(Feed.REVOCATION, atClient(Target.USER, 7)));
    String[] lies = {
      null,
      "",
      "hello",
      "{\"target\":\"user\"}",
      parts[0] + "." + parts[1] + ".",
      parts[0]
          + "."
          + parts[1]
          + "."
          + parts[2].replaceFirst("^.", parts[2].startsWith("A") ? "B" : "A"),
      // alg none
      "eyJhbGciOiJub25lIiwidHlwIjoic2VjZXZlbnQrand0In0." + parts[1] + ".",
      Signed.sign(claims, Feed.EVENT_TYPE, TestIssuer.newKey("feed-1")),
      Signed.sign(claims, Feed.EVENT_TYPE, TestIssuer.newKey("another")),
      Signed.sign(claims, "at+jwt", Signed.KEY),
      Signed.sign(otherIssuer, Feed.EVENT_TYPE, Signed.KEY),
      Signed.sign(otherAudience, Feed.EVENT_TYPE, Signed.KEY),
      Signed.sign(Signed.claims(), Feed.EVENT_TYPE, Signed.KEY),
      // Of a kind that a client does not narrow, and with a client that is no name.
      Signed.sign(keyAtClient, Feed.EVENT_TYPE, Signed.KEY),
      Signed.sign(noClient, Feed.EVENT_TYPE, Signed.KEY),
      "x".repeat(100_000),
    };
    for (String lie : lies) {
      verifier.hear(lie);
    }
    assertEquals(Verdict.VALID, alice());
    assertEquals(new Verifier.Position(1, 1), verifier.position());
    assertEquals(lies.length, metrics.counted(Outcome.FORGED));
    assertEquals(0, metrics.counted(Outcome.APPLIED));

    verifier.hear(good);
    assertEquals(Verdict.REVOKED, alice(), "the same record, signed as it must be, is believed");
  }

  private static Map<String, ?> atClient(Target target, Object client) {
    return Map.of(
        "epoch",
        1,
        "sequence",
        2,
        "target",
        target.word(),
        "id",
        "alice",
        "client",
        client,
        "issuedBefore",
        NOW.getEpochSecond(),
        "expiresAt",
        4_000_000_000L);
  }

  /** The library verifies once more as it gives the payload; ours comes first and says why. */
  @Test
  void wrongSignatureIsFoundBeforeAnythingIsRead() {
    String good = Signed.record(1, new Revocation(2, Target.USER, "alice", 1L, 4_000_000_000L));
    int body = good.indexOf('.') + 1;
    String changed = good.substring(0, body) + "f" + good.substring(body + 1);
    for (String lie :
        List.of(
            changed,
            good.substring(0, good.lastIndexOf('.') + 1),
            Signed.sign(Signed.claims(), Feed.EVENT_TYPE, TestIssuer.newKey("feed-1")))) {
      assertEquals(new FeedMessage.Forged("a wrong signature"), Signed.reader().read(lie), lie);
    }
  }

  @Test
  void replayedRecordsChangeNothingAndAreCounted() {
    Revocation first = ledger.add(Target.USER, "alice", NOW.getEpochSecond());
    hear(first);
    hear(first);
    hear(first);
    assertEquals(1, metrics.counted(Outcome.APPLIED));
    assertEquals(2, metrics.counted(Outcome.REPLAYED));
    assertEquals(List.of("user:alice"), told);
  }

  @Test
  void recordsOfAnEpochThatIsOverChangeNothingAndAreCounted() throws IOException {
    ledger.epoch = 7;
    verifier.fetch();
    verifier.hear(
        Signed.record(
            1, new Revocation(2, Target.USER, "alice", NOW.getEpochSecond(), 4_000_000_000L)));
    assertEquals(Verdict.VALID, alice());
    assertEquals(1, metrics.counted(Outcome.REPLAYED));
  }

  @Test
  void reorderedRecordsChangeNothingAreCountedAndTheDifferenceIsFetched() throws IOException {
    ledger.add(Target.USER, "carol", NOW.getEpochSecond());
    Revocation third = ledger.add(Target.USER, "alice", NOW.getEpochSecond());
    hear(third);
    assertEquals(Verdict.VALID, alice());
    assertEquals(new Verifier.Position(1, 1), verifier.position());
    assertEquals(1, metrics.counted(Outcome.OUT_OF_ORDER));
    assertTrue(verifier.misses());

    verifier.fetch();
    assertEquals(Verdict.REVOKED, alice());
    assertEquals(new Verifier.Position(1, 3), verifier.position());
    assertFalse(verifier.misses());
    assertEquals(List.of("user:carol", "user:alice"), told);
  }

  @Test
  void heartbeatThatNamesALaterSequenceMakesTheDifferenceBeFetched() {
    ledger.add(Target.USER, "alice", NOW.getEpochSecond());
    verifier.hear(Signed.heartbeat(1, 2, wall));
    assertTrue(verifier.misses());
  }

  @Test
  void newEpochKeepsWhatWasRevokedAndFollowsTheNewSequence() throws IOException {
    hear(ledger.add(Target.USER, "alice", NOW.getEpochSecond()));
    ledger.entries.clear();
    ledger.epoch = 2;
    ledger.sequence = 0;
    verifier.hear(Signed.heartbeat(2, 0, wall));
    assertTrue(verifier.misses());
    verifier.fetch();
    assertEquals(Verdict.REVOKED, alice(), "nothing is un-revoked by a loss");
    hear(ledger.add(Target.KEY, "k1", Revocation.FOR_GOOD));
    assertEquals(new Verifier.Position(2, 1), verifier.position());
    assertEquals(Verdict.REVOKED, verifier.check(Callers.partner(NOW)));
  }

  @Test
  void ledgerThatWentBackTakesNothingBackAndIsFollowedFromThere() throws IOException {
    hear(ledger.add(Target.SESSION, "sid-a", Revocation.FOR_GOOD));
    hear(ledger.add(Target.SESSION, "other", Revocation.FOR_GOOD));
    ledger.entries.clear();
    ledger.sequence = 1;
    verifier.fetch();
    assertEquals(Verdict.REVOKED, alice());
    assertEquals(new Verifier.Position(1, 1), verifier.position());
    hear(ledger.add(Target.KEY, "k1", Revocation.FOR_GOOD));
    assertEquals(Verdict.REVOKED, verifier.check(Callers.partner(NOW)), "sequence 2, said anew");
  }

  @Test
  void failedFetchKeepsWhatItHasAndIsAskedAgain() throws IOException {
    hear(ledger.add(Target.USER, "alice", NOW.getEpochSecond()));
    ledger.away = true;
    try {
      verifier.fetch();
    } catch (IOException expected) {
      // as it must
    }
    assertEquals(Verdict.REVOKED, alice());
    assertTrue(verifier.misses());
  }

  @Test
  void nothingIsAnsweredBeforeTheFirstSnapshot() {
    Verifier empty = start();
    assertEquals(Verdict.STALE, empty.check(Callers.alice(NOW)));
    empty.hear(Signed.heartbeat(1, 1, wall));
    assertEquals(Verdict.STALE, empty.check(Callers.alice(NOW)));
    assertTrue(empty.misses());
  }

  @Test
  void staleAfterFiveSecondsForChangesAndSixtyMoreForReads() {
    verifier.hear(Signed.heartbeat(1, 1, wall));
    pass(Duration.ofSeconds(5));
    assertEquals(Verdict.VALID, alice());
    pass(Duration.ofMillis(1));
    assertEquals(Verdict.STALE_FOR_CHANGES, alice());
    pass(Duration.ofSeconds(60).minusMillis(1));
    assertEquals(Verdict.STALE_FOR_CHANGES, alice());
    pass(Duration.ofMillis(1));
    assertEquals(Verdict.STALE, alice());
    verifier.hear(Signed.heartbeat(1, 1, wall));
    assertEquals(Verdict.VALID, alice(), "heals by itself");
  }

  @Test
  void revokedIsRefusedHoweverStaleTheCopy() {
    hear(ledger.add(Target.USER, "alice", NOW.getEpochSecond()));
    pass(Duration.ofMinutes(10));
    assertEquals(Verdict.REVOKED, alice());
  }

  @Test
  void pollAloneKeepsTheCopyFresh() throws IOException {
    for (int i = 0; i < 20; i++) {
      pass(Duration.ofSeconds(1));
      assertTrue(verifier.doubts(Duration.ofMillis(900)));
      verifier.fetch();
      assertEquals(Verdict.VALID, alice());
    }
  }

  @Test
  void slowAnswerIsAsOldAsItsQuestion() throws IOException {
    ledger.away = false;
    Freshness freshness =
        new Freshness(Duration.ofSeconds(5), Duration.ofSeconds(60), () -> wall, () -> nanos);
    Verifier slow =
        new Verifier(
            "slow",
            Signed.reader(),
            (name, epoch, after, sink) -> {
              LedgerClient.Answer answer = ledger.after(name, epoch, after, sink);
              pass(Duration.ofSeconds(6));
              return answer;
            },
            freshness,
            metrics,
            List.of());
    slow.fetch();
    assertEquals(Verdict.STALE_FOR_CHANGES, slow.check(Callers.alice(NOW)));
  }

  @Test
  void heartbeatThatIsReplayedOrHeldBackKeepsNothingFresh() {
    String beat = Signed.heartbeat(1, 1, wall);
    String held = Signed.heartbeat(1, 1, wall.plusSeconds(1));
    verifier.hear(beat);
    pass(Duration.ofSeconds(4));
    verifier.hear(beat);
    assertEquals(1, metrics.counted(Outcome.REPLAYED));
    verifier.hear(held);
    pass(Duration.ofSeconds(2).plusMillis(1));
    assertEquals(
        Verdict.STALE_FOR_CHANGES, alice(), "complete as of the moment named, not of arrival");
  }

  @Test
  void heartbeatBesideAGapKeepsNothingFresh() {
    ledger.add(Target.USER, "alice", NOW.getEpochSecond());
    for (int i = 0; i < 6; i++) {
      pass(Duration.ofSeconds(1));
      verifier.hear(Signed.heartbeat(1, 2, wall));
    }
    assertEquals(Verdict.STALE_FOR_CHANGES, alice());
  }

  @Test
  void heartbeatOfAClockFarAheadOrBehindCountsForNothing() {
    pass(Duration.ofSeconds(6));
    verifier.hear(Signed.heartbeat(1, 1, wall.minusSeconds(6)));
    assertEquals(Verdict.STALE_FOR_CHANGES, alice());
    verifier.hear(Signed.heartbeat(1, 1, wall.plusSeconds(6)));
    assertEquals(Verdict.STALE_FOR_CHANGES, alice());
  }

  @Test
  void aThousandRecordsAreAppliedInTheirOrder() {
    List<Revocation> all =
        IntStream.range(0, 1000)
            .mapToObj(i -> ledger.add(Target.TOKEN, "t" + i, Revocation.FOR_GOOD))
            .toList();
    all.forEach(this::hear);
    assertEquals(new Verifier.Position(1, 1001), verifier.position());
    assertEquals(IntStream.range(0, 1000).mapToObj(i -> "token:t" + i).toList(), told);
    assertEquals(0, metrics.counted(Outcome.OUT_OF_ORDER));
  }

  @Test
  void manyNewEntriesAtOnceAreToldAsOne() throws IOException {
    for (int i = 0; i <= 10_000; i++) {
      ledger.add(Target.TOKEN, "t" + i, Revocation.FOR_GOOD);
    }
    verifier.fetch();
    assertEquals(List.of("refilled"), told);
  }
}
