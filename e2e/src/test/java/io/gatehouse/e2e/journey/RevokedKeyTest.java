package io.gatehouse.e2e.journey;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatehouse.e2e.api.AuthApi;
import io.gatehouse.e2e.api.AuthApi.Key;
import io.gatehouse.e2e.api.OrdersApi;
import io.gatehouse.e2e.api.Refusal;
import io.gatehouse.e2e.people.People;
import io.gatehouse.e2e.people.Person;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** What was let in by a key can be turned away within a second. */
@Order(2)
class RevokedKeyTest {

  private static final Duration BOUND = Duration.ofSeconds(1);

  private AuthApi ada = new AuthApi("");
  private Key key = new Key("", "");

  @BeforeEach
  void adaCreatesAKey() {
    ada = new AuthApi(People.atTheTerminal(Person.ADA).access());
    key = ada.createKey(ada.createPartner(List.of("orders:read")), "orders:read");
  }

  @RepeatedTest(5)
  void revokedKeyThatWasInUseIsRefusedWithinASecond() {
    OrdersApi machine = new OrdersApi(key.secret());
    for (int i = 0; i < 3; i++) {
      machine.list().then().statusCode(200);
    }

    ada.revoke(key);

    long acknowledged = System.nanoTime();
    Duration lastAdmitted = Duration.ofMillis(-1);
    Response last = machine.list();
    while (Duration.ofNanos(System.nanoTime() - acknowledged).compareTo(BOUND.multipliedBy(2))
        < 0) {
      Duration asked = Duration.ofNanos(System.nanoTime() - acknowledged);
      last = machine.list();
      if (last.statusCode() == 200) {
        lastAdmitted = asked;
      }
    }
    assertTrue(lastAdmitted.compareTo(BOUND) < 0, "still admitted after " + lastAdmitted);
    Refusal.expect(last, 401, "key_revoked");
  }

  @Test
  void revokedKeyThatWasNeverUsedIsRefused() {
    ada.revoke(key);

    Refusal.expect(new OrdersApi(key.secret()).list(), 401, "key_revoked");
  }

  /** Verifiers remember whom they refused, but not beyond what the feed tells. */
  @Test
  void keyThatIsDisabledIsRefusedAndOneThatIsEnabledAgainIsLetInWithinASecond() {
    OrdersApi machine = new OrdersApi(key.secret());
    machine.list().then().statusCode(200);

    enable(false);
    await().atMost(BOUND.multipliedBy(2)).until(() -> machine.list().statusCode(), is(401));
    Refusal.expect(machine.list(), 401, "key_disabled");

    enable(true);
    await().atMost(BOUND.multipliedBy(2)).until(() -> machine.list().statusCode(), is(200));
  }

  private void enable(boolean enabled) {
    ada.request()
        .body(Map.of("enabled", enabled))
        .patch("/v1/keys/{id}", key.id())
        .then()
        .statusCode(200);
  }

  @Test
  void deletedPartnerTakesItsKeysAlongWithinASecond() throws InterruptedException {
    String partner = ada.createPartner(List.of("orders:read"));
    OrdersApi machine = new OrdersApi(ada.createKey(partner, "orders:read").secret());
    machine.list().then().statusCode(200);

    ada.request().delete("/v1/partners/{id}", partner).then().statusCode(204);

    Thread.sleep(BOUND);
    Refusal.expect(machine.list(), 401);
  }
}
