package io.gatehouse.auth.revocation;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatehouse.auth.Api;
import io.gatehouse.guard.revocation.FeedKeys;
import io.gatehouse.guard.revocation.FeedMessage;
import io.gatehouse.guard.revocation.FeedReader;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.redis.datasource.stream.StreamMessage;
import io.quarkus.redis.datasource.stream.StreamRange;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LedgerTest {

  private static final Instant DONE_AT = Instant.parse("2026-01-01T00:00:00Z");

  @Inject RevocationLedger ledger;
  @Inject LedgerReader reader;
  @Inject RedisDataSource redis;
  @Inject FeedKeys keys;
  @Inject javax.sql.DataSource database;

  @ConfigProperty(name = "gatehouse.urls.auth-service")
  String issuer;

  private static String fresh() {
    return UUID.randomUUID().toString();
  }

  private long revoke(Target target, String id) {
    return QuarkusTransaction.requiringNew().call(() -> ledger.revoke(target, id, "test", null));
  }

  private List<Long> published(long after) {
    FeedReader feed = new FeedReader(keys, issuer);
    List<Long> sequences = new ArrayList<>();
    for (StreamMessage<String, String, String> message :
        redis.stream(String.class).xrange("gatehouse:revocations", StreamRange.of("-", "+"))) {
      if (feed.read(message.payload().get("set")) instanceof FeedMessage.Record r
          && r.revocation().sequence() > after) {
        sequences.add(r.revocation().sequence());
      }
    }
    return sequences;
  }

  @Test
  void rolledBackRevocationLeavesNoGapAndIsNeverPublished() {
    long before = revoke(Target.TOKEN, fresh());
    assertThrows(
        IllegalStateException.class,
        () ->
            QuarkusTransaction.requiringNew()
                .run(() -> {
                  ledger.revoke(Target.TOKEN, "rolled-back", "test", null);
                  throw new IllegalStateException("on purpose");
                }));
    assertEquals(before + 1, revoke(Target.TOKEN, fresh()));
    await().until(() -> published(before).equals(List.of(before + 1)));
    assertTrue(reader.live(Target.TOKEN, "rolled-back").isEmpty());
  }

  @Test
  void withoutATransactionItFails() {
    assertThrows(Exception.class, () -> ledger.revoke(Target.TOKEN, fresh(), "test", null));
  }

  @Test
  void aThousandRevocationsFromTwentyThreadsArriveOnceEachInTheirOrder() throws Exception {
    long before = revoke(Target.TOKEN, fresh());
    try (ExecutorService threads = Executors.newFixedThreadPool(20)) {
      List<Future<?>> all = new ArrayList<>();
      for (int t = 0; t < 20; t++) {
        all.add(
            threads.submit(() -> {
              for (int i = 0; i < 50; i++) {
                revoke(Target.TOKEN, fresh());
              }
            }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
    List<Long> expected = LongStream.rangeClosed(before + 1, before + 1000).boxed().toList();
    await()
        .atMost(Duration.ofSeconds(15))
        .pollInterval(Duration.ofMillis(300))
        .until(() -> published(before).size() >= 1000);
    assertEquals(expected, published(before));
  }

  @Test
  void eachRevocationHasItsAuditRecord() throws SQLException {
    String id = fresh();
    revoke(Target.CLIENT, id);
    try (Connection connection = database.getConnection();
        PreparedStatement query =
            connection.prepareStatement(
                "select count(*) from audit where action = 'revocation.create' and target_id ="
                    + " ?")) {
      query.setString(1, id);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        assertEquals(1, row.getLong(1));
      }
    }
  }

  @Test
  void keyThatIsRevokedForGoodHasNoMarkAndOneThatChangedHas() {
    String revoked = fresh();
    QuarkusTransaction.requiringNew()
        .run(() -> ledger.revokeForGood(Target.KEY, revoked, "test", null));
    assertEquals(null, reader.live(Target.KEY, revoked).orElseThrow().issuedBefore());

    String rotated = fresh();
    Instant before = Instant.now();
    revoke(Target.KEY, rotated);
    Instant mark =
        Objects.requireNonNull(reader.live(Target.KEY, rotated).orElseThrow().issuedBefore());
    assertTrue(mark.isAfter(before), "what was issued a moment ago is before the mark");
    assertTrue(Duration.between(before, mark).toMillis() <= 2000);
  }

  @Test
  void ofOneClientAnEntryIsWrittenUnlessOneOfAllClientsStands() {
    String session = fresh();
    long at = atClient(session, "insights-app");
    assertEquals(at, atClient(session, "insights-app"), "said again within the second");
    assertTrue(atClient(session, "orders-spa") > at, "another client's part");
    assertTrue(reader.live(Target.SESSION, session).isEmpty(), "the login goes on");

    long whole = revoke(Target.SESSION, session);
    assertTrue(whole > at, "the rest of it");
    assertEquals(whole, atClient(session, "insights-app"));
    assertEquals(whole, atClient(session, "another"));

    LedgerEntry entry = reader.bySequence(at).orElseThrow();
    assertEquals("insights-app", entry.client());
    assertEquals(DONE_AT.plusSeconds(1), entry.issuedBefore(), "the end of that second");
  }

  @Test
  void onlyASessionAndAPersonCanBeTurnedAwayAtOneClient() {
    assertThrows(
        IllegalStateException.class,
        () ->
            QuarkusTransaction.requiringNew()
                .run(() ->
                    ledger.revokeAtClient(Target.KEY, fresh(), "app", "test", Instant.now())));
  }

  private long atClient(String session, String client) {
    return QuarkusTransaction.requiringNew()
        .call(() -> ledger.revokeAtClient(Target.SESSION, session, client, "test", DONE_AT));
  }

  @Test
  void eachMarkOfAKeyOrItsPartnerIsLaterThanTheOneBefore() {
    Api.Made key = Api.key();
    Instant first = markOf(Target.KEY, key.id());
    Instant second = markOf(Target.PARTNER, key.partner());
    Instant third = markOf(Target.KEY, key.id());
    assertTrue(second.isAfter(first), "a token dated to the key's mark falls to the partner's");
    assertTrue(third.isAfter(second), "and one dated to the partner's falls to the key's next");
  }

  private Instant markOf(Target target, String id) {
    revoke(target, id);
    return Objects.requireNonNull(reader.live(target, id).orElseThrow().issuedBefore());
  }
}
