package io.gatehouse.e2e.journey;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.gatehouse.e2e.api.AuthApi;
import io.gatehouse.e2e.api.AuthApi.Key;
import io.gatehouse.e2e.api.Exchange;
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
import org.junit.jupiter.api.Test;

/** A partner's machine takes no more than was agreed, and is told when to come again. */
@Order(2)
class LimitedKeyTest {

  private static final Map<String, ?> TWO_A_MINUTE =
      Map.of("requests", 2, "period", "PT1M", "burst", 2);

  private AuthApi ada = new AuthApi("");
  private String partner = "";

  @BeforeEach
  void adaCreatesAPartner() {
    ada = new AuthApi(People.atTheTerminal(Person.ADA).access());
    partner = ada.createPartner(List.of("orders:read"));
  }

  private Key key(Map<String, ?> more) {
    Map<String, Object> key =
        new java.util.HashMap<>(
            Map.of("name", "limited", "environment", "test", "scopes", List.of("orders:read")));
    key.putAll(more);
    return ada.createKey(partner, key);
  }

  @Test
  void machineOverItsLimitGets429AndIsToldWhenToComeAgain() {
    OrdersApi machine = new OrdersApi(key(Map.of("rateLimit", TWO_A_MINUTE)).secret());
    machine
        .list()
        .then()
        .statusCode(200)
        .header("RateLimit-Policy", "\"key\";q=2;w=60;gatehouse-burst=2")
        .header("RateLimit", startsWith("\"key\";r="));
    machine.list().then().statusCode(200);
    Response third = machine.list();
    Refusal.expect(third, 429, "rate_limited");
    third
        .then()
        .header("RateLimit", matchesPattern("\"key\";r=0;t=[0-9]+"))
        .header("Retry-After", matchesPattern("[0-9]+"));
  }

  @Test
  void addressThatIsRefusedSpendsNoQuota() {
    Key key = key(Map.of("rateLimit", TWO_A_MINUTE, "allowedCidrs", List.of("203.0.113.0/24")));
    OrdersApi machine = new OrdersApi(key.secret());
    for (int i = 0; i < 4; i++) {
      machine.list().then().statusCode(403).header("RateLimit", nullValue());
    }
    ada.request()
        .body(Map.of("allowedCidrs", List.of()))
        .patch("/v1/keys/{id}", key.id())
        .then()
        .statusCode(200);
    await().atMost(Duration.ofSeconds(5)).until(() -> machine.list().statusCode() == 200);
    machine.list().then().statusCode(200);
    Refusal.expect(machine.list(), 429, "rate_limited");
  }

  @Test
  void tokenThatWasExchangedForAKeyIsChargedToIt() {
    Key key = key(Map.of("rateLimit", TWO_A_MINUTE));
    OrdersApi machine = new OrdersApi(key.secret());
    OrdersApi withTheToken = new OrdersApi(Exchange.forOrdersService(key.secret()));
    machine.list().then().statusCode(200);
    withTheToken.list().then().statusCode(200);
    Refusal.expect(withTheToken.list(), 429, "rate_limited");
    Refusal.expect(machine.list(), 429, "rate_limited");
    OrdersApi withAnother = new OrdersApi(Exchange.forOrdersService(key.secret()));
    Refusal.expect(withAnother.list(), 429, "rate_limited");
  }

  @Test
  void twoKeysOfAPartnerShareItsLimit() {
    ada.request()
        .body(Map.of("rateLimit", TWO_A_MINUTE))
        .patch("/v1/partners/{id}", partner)
        .then()
        .statusCode(200)
        .body("rateLimit.requests", equalTo(2));
    OrdersApi one = new OrdersApi(key(Map.of()).secret());
    OrdersApi other = new OrdersApi(key(Map.of()).secret());
    one.list().then().statusCode(200);
    other.list().then().statusCode(200);
    Refusal.expect(one.list(), 429, "rate_limited");
    Refusal.expect(other.list(), 429, "rate_limited");
  }
}
