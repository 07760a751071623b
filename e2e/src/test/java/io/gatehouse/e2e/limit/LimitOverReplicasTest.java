package io.gatehouse.e2e.limit;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatehouse.e2e.api.AuthApi;
import io.gatehouse.e2e.people.People;
import io.gatehouse.e2e.people.Person;
import io.gatehouse.e2e.stack.OrdersReplicas;
import io.gatehouse.e2e.stack.Part;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** A key at three replicas of orders-service at once has one limit, not three. */
@Order(8)
class LimitOverReplicasTest {

  private static final int RATE = 40;
  private static final int BURST = 20;
  private static final int SHARED_BURST = 30;
  private static final Duration RECOVERY = Duration.ofSeconds(30);

  private List<String> replicas = List.of();
  private AuthApi ada = new AuthApi("");

  @BeforeEach
  void threeReplicas() {
    replicas = OrdersReplicas.urls();
    ada = new AuthApi(People.atTheTerminal(Person.ADA).access());
  }

  private String key(Map<String, ?> rateLimit) {
    return ada.createKey(
            ada.createPartner(List.of("orders:read")),
            Map.of(
                "name",
                "limited",
                "environment",
                "test",
                "scopes",
                List.of("orders:read"),
                "rateLimit",
                rateLimit))
        .secret();
  }

  @Test
  void atSteadyLoadNoMoreThanOnePercentIsAdmittedOverTheLimit() throws InterruptedException {
    String key = key(Map.of("requests", RATE, "period", "PT1S", "burst", BURST));
    // Each learns the key before the clock runs: what comes with an exchange comes late.
    replicas.forEach(url -> await().until(() -> SteadyLoad.ask(url, key), is(200)));

    SteadyLoad load = SteadyLoad.run(replicas, key, Duration.ofSeconds(5), Duration.ofMillis(20));

    double allowed = BURST + RATE * load.took().toNanos() / 1e9;
    System.out.printf(
        "sent %d, admitted %d of %.0f allowed, in %s%n",
        load.sent(), load.admitted(), allowed, load.took());
    // Copies of the account may be wrong by one request at each of the others (docs/limits.md).
    double most = allowed * 1.01 + replicas.size() - 1;
    assertTrue(load.admitted() <= most, load + ", allowed " + allowed);
    if (load.sent() > allowed * 1.5) {
      // Nor by refusing too many; a slow machine cannot send enough to tell.
      assertTrue(load.admitted() > allowed * 0.85, load + ", allowed " + allowed);
    }
  }

  @Test
  void withoutRedisAKeyIsClosedOrHasALocalShareAsItWasMade() {
    Part.assumeOurs();
    Map<String, Object> limit = Map.of("requests", 60, "period", "PT1H", "burst", SHARED_BURST);
    String share = key(limit);
    String closed =
        key(
            Map.of(
                "requests", 60, "period", "PT1H", "burst", SHARED_BURST, "onStoreLoss", "closed"));
    for (String url : replicas) {
      await().until(() -> SteadyLoad.ask(url, share), is(200));
    }
    assertEquals(200, SteadyLoad.ask(replicas.getFirst(), closed));
    try (Part.Away away = Part.REDIS.takeAway()) {
      for (String url : replicas) {
        await("closed at " + url)
            .atMost(RECOVERY)
            .until(() -> SteadyLoad.ask(url, closed), is(503));
        int admitted = 0;
        while (SteadyLoad.ask(url, share) == 200) {
          admitted++;
          assertTrue(admitted <= SHARED_BURST, "no limit at all at " + url);
        }
        // A third of the burst, and what was leased before.
        assertTrue(
            admitted >= SHARED_BURST / 3 - 3 && admitted <= SHARED_BURST / 3 + 3,
            admitted + " admitted at " + url);
        assertEquals(429, SteadyLoad.ask(url, share));
      }
    }
    await("Redis is back")
        .atMost(RECOVERY)
        .until(() -> SteadyLoad.ask(replicas.getFirst(), closed), is(200));
  }
}
