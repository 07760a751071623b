package io.gatehouse.keycloak.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DeliveryTest {

  @BeforeAll
  static void counted() {
    Metrics.addRegistry(new SimpleMeterRegistry());
  }

  private static final Delivery.Pace QUICK =
      new Delivery.Pace(Duration.ofMillis(1), Duration.ofMillis(5), 5);

  private final BlockingQueue<String> taken = new LinkedBlockingQueue<>();

  @Test
  void whoReportsNeverWaitsThoughNobodyTakesWhatIsReported() throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    try (Delivery delivery =
        new Delivery(
            Act::id,
            statement -> {
              never.await();
              return Delivery.Outcome.DELIVERED;
            },
            10,
            QUICK)) {
      delivery.start();

      for (int i = 0; i < 1000; i++) {
        delivery.offer(act(i));
      }

      // One is in hand, or not yet.
      assertThat(delivery.dropped()).isBetween(989L, 990L);
    }
  }

  @Test
  void anActThatFindsNobodyIsTriedAgainAndTheOthersKeepTheirOrder() throws InterruptedException {
    AtomicInteger calls = new AtomicInteger();
    try (Delivery delivery =
        new Delivery(
            Act::id,
            statement -> calls.incrementAndGet() < 3 ? Delivery.Outcome.AWAY : took(statement))) {
      delivery.start();
      delivery.offer(act(1));
      delivery.offer(act(2));

      assertThat(taken.poll(20, TimeUnit.SECONDS)).isEqualTo("1");
      assertThat(taken.poll(20, TimeUnit.SECONDS)).isEqualTo("2");
      assertThat(delivery.dropped()).isZero();
    }
  }

  @Test
  void anActThatIsRefusedOrCannotBeToldDoesNotHoldUpTheNext() throws InterruptedException {
    AtomicInteger failures = new AtomicInteger();
    try (Delivery delivery =
        new Delivery(
            act -> {
              if (act.id().equals("2") && failures.incrementAndGet() < 2) {
                throw new IllegalStateException("the database is away");
              }
              return act.id().equals("1") ? null : act.id();
            },
            statement -> statement.equals("3") ? Delivery.Outcome.REFUSED : took(statement))) {
      delivery.start();
      for (int i = 1; i <= 4; i++) {
        delivery.offer(act(i));
      }

      assertThat(taken.poll(20, TimeUnit.SECONDS)).isEqualTo("2");
      assertThat(taken.poll(20, TimeUnit.SECONDS)).isEqualTo("4");
      assertThat(delivery.dropped()).isEqualTo(1);
    }
  }

  /** As auth-service answers 500 to one act each time, whatever the reason. */
  @Test
  void anActThatFailsEachTimeIsDroppedAfterSomeTriesAndDoesNotHoldUpTheNextForEver()
      throws InterruptedException {
    AtomicInteger tries = new AtomicInteger();
    double before = told("failed");
    try (Delivery delivery =
        new Delivery(
            act -> {
              if (act.id().equals("2")) {
                throw new IllegalStateException("it cannot be said");
              }
              return act.id();
            },
            statement -> {
              if (statement.equals("1")) {
                tries.incrementAndGet();
                return Delivery.Outcome.FAILED;
              }
              return took(statement);
            },
            10,
            QUICK)) {
      delivery.start();
      for (int i = 1; i <= 3; i++) {
        delivery.offer(act(i));
      }

      assertThat(taken.poll(20, TimeUnit.SECONDS)).isEqualTo("3");
      assertThat(tries).hasValue(5);
      assertThat(delivery.dropped()).isEqualTo(2);
      assertThat(told("failed")).isEqualTo(before + 2);
    }
  }

  /** However long that is: an outage is no act's fault. */
  @Test
  void anActWaitsForAsLongAsNobodyIsThere() throws InterruptedException {
    AtomicInteger calls = new AtomicInteger();
    try (Delivery delivery =
        new Delivery(
            Act::id,
            statement -> calls.incrementAndGet() < 50 ? Delivery.Outcome.AWAY : took(statement),
            10,
            QUICK)) {
      delivery.start();
      delivery.offer(act(1));

      assertThat(taken.poll(20, TimeUnit.SECONDS)).isEqualTo("1");
      assertThat(delivery.dropped()).isZero();
    }
  }

  private static double told(String outcome) {
    return Metrics.globalRegistry.counter("gatehouse.acts.told", "outcome", outcome).count();
  }

  private Delivery.Outcome took(String statement) {
    taken.add(statement);
    return Delivery.Outcome.DELIVERED;
  }

  private static Act act(int id) {
    return new Act(Integer.toString(id), "realm", Map.of(), null, null, false);
  }
}
