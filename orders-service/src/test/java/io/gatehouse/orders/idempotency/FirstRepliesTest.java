package io.gatehouse.orders.idempotency;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.instanceOf;

import io.gatehouse.guard.idempotency.IdempotencyKey;
import io.gatehouse.orders.idempotency.FirstReplies.Claim;
import io.gatehouse.orders.idempotency.FirstReplies.Reply;
import io.gatehouse.orders.idempotency.FirstReplies.Scope;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a day does to a first answer; the clock is the test's, the database real. */
@QuarkusTest
class FirstRepliesTest {

  private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

  @Inject EntityManager database;

  private final Scope scope =
      new Scope("USER", "alice", "spa", new IdempotencyKey(UUID.randomUUID().toString()));
  private final Reply reply = new Reply("/v1/orders/1", "\"0\"", "{}");

  @Test
  void answerIsKeptForTwentyFourHoursAndNotLonger() {
    answer(NOON);
    Instant end = NOON.plus(Duration.ofHours(24));
    assertThat(claim(end.minusMillis(1), "body"), equalTo(new Claim.Answered(reply)));
    assertThat(claim(end.minusMillis(1), "other"), instanceOf(Claim.Reused.class));
    assertThat(claim(end, "other"), instanceOf(Claim.Ours.class));
  }

  @Test
  void cleaningRemovesWhatIsPastItsTimeAndNothingElse() {
    answer(NOON);
    forget(NOON.plus(Duration.ofHours(23)));
    assertThat(rows(), equalTo(1L));
    forget(NOON.plus(Duration.ofHours(24)));
    assertThat(rows(), equalTo(0L));
  }

  @Test
  void claimThatIsRolledBackLeavesTheKeyFree() {
    QuarkusTransaction.begin();
    assertThat(at(NOON).claim(scope, "body"), instanceOf(Claim.Ours.class));
    QuarkusTransaction.rollback();
    assertThat(claim(NOON, "other"), instanceOf(Claim.Ours.class));
  }

  private void answer(Instant now) {
    QuarkusTransaction.requiringNew()
        .run(() -> {
          assertThat(at(now).claim(scope, "body"), instanceOf(Claim.Ours.class));
          at(now).keep(scope, reply);
        });
  }

  private Claim claim(Instant now, String body) {
    return QuarkusTransaction.requiringNew().call(() -> at(now).claim(scope, body));
  }

  private void forget(Instant now) {
    QuarkusTransaction.requiringNew().run(() -> at(now).forget());
  }

  private FirstReplies at(Instant now) {
    return new FirstReplies(database, InstantSource.fixed(now));
  }

  private long rows() {
    return QuarkusTransaction.requiringNew()
        .call(() ->
            (Long)
                database
                    .createNativeQuery(
                        "select count(*) from idempotency_record where key = ?1", Long.class)
                    .setParameter(1, scope.key().value())
                    .getSingleResult());
  }
}
