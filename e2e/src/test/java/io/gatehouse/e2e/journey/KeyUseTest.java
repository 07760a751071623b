package io.gatehouse.e2e.journey;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatehouse.e2e.api.AuthApi;
import io.gatehouse.e2e.api.OrdersApi;
import io.gatehouse.e2e.people.People;
import io.gatehouse.e2e.people.Person;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** An operator sees who used a key, from where and how often. */
@Order(2)
class KeyUseTest {

  private static final String AGENT = "nightly-export/1.7 (a partner's machine)";
  private static final int USES = 5;

  @Test
  void lastUseIsShownWithinAMinuteAndUsesAreCountedByTheHour() {
    AuthApi ada = new AuthApi(People.atTheTerminal(Person.ADA).access());
    AuthApi.Key key = ada.createKey(ada.createPartner(List.of("orders:read")), "orders:read");
    OrdersApi machine = new OrdersApi(key.secret());
    machine.list().then().statusCode(200);
    Instant before = Instant.now();
    for (int i = 1; i < USES; i++) {
      machine.request().header("User-Agent", AGENT).get("/v1/orders").then().statusCode(200);
    }
    Instant after = Instant.now();

    await("last use")
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(500))
        .until(() -> shown(ada, key).getString("lastUse.userAgent"), is(AGENT));
    await("all uses")
        .atMost(Duration.ofSeconds(60).minus(Duration.between(after, Instant.now())))
        .until(() -> usage(ada, key).getInt("totals.admitted"), is(USES));

    JsonPath seen = shown(ada, key);
    Instant at = Instant.parse(seen.getString("lastUse.at"));
    Duration slack = Duration.ofSeconds(1);
    assertTrue(
        !at.isBefore(before.minus(slack)) && !at.isAfter(after.plus(slack)),
        "used from " + before + " to " + after + ", shown " + at);
    // Which one it is depends on where the deployment runs.
    assertTrue(seen.getString("lastUse.address").matches("[0-9a-f]*([.:]+[0-9a-f]+)+"));
    assertEquals(AGENT, seen.getString("secrets[0].lastUse.userAgent"));
    JsonPath series = usage(ada, key);
    assertEquals("hour", series.getString("step"));
    List<Map<String, Map<String, Integer>>> buckets = series.getList("buckets");
    assertTrue(buckets.size() >= 24, "a day by hours: " + buckets.size());
    assertEquals(
        USES,
        buckets.stream()
            .mapToInt(bucket -> bucket.getOrDefault("counts", Map.of()).getOrDefault("admitted", 0))
            .sum());
  }

  private static JsonPath shown(AuthApi ada, AuthApi.Key key) {
    return ada.request().get("/v1/keys/{id}", key.id()).then().statusCode(200).extract().jsonPath();
  }

  private static JsonPath usage(AuthApi ada, AuthApi.Key key) {
    return ada.request()
        .get("/v1/keys/{id}/usage", key.id())
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }
}
