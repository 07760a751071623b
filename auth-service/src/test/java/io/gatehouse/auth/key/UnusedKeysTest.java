package io.gatehouse.auth.key;

import static io.gatehouse.auth.Api.ada;
import static io.gatehouse.auth.Api.exchange;
import static io.gatehouse.auth.Api.given;
import static io.gatehouse.auth.Api.key;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.agroal.api.AgroalDataSource;
import io.gatehouse.auth.Api;
import io.gatehouse.testkit.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

@QuarkusTest
class UnusedKeysTest {

  @Inject UnusedKeys unused;
  @Inject AgroalDataSource database;

  /** Far enough back that no other test's key is meant. */
  private static Instant yearAgo() {
    return Instant.now().minus(Duration.ofDays(365));
  }

  private Api.Made old() throws SQLException {
    Api.Made key = key();
    run("update api_key set created_at = now() - interval '400 days' where id = ?", key.id());
    run("update api_key set enabled_at = created_at where id = ?", key.id());
    return key;
  }

  @Test
  void keyThatNobodyUsesIsDisabledOnceByTheServiceItselfForAllToSee() throws Exception {
    Api.Made key = old();
    String token = exchange(key.secret()).statusCode(200).extract().path("access_token");
    int disabled = 0;
    try (var replicas = Executors.newFixedThreadPool(4)) {
      Callable<Integer> look = () -> unused.disable(yearAgo());
      for (Future<Integer> one : replicas.invokeAll(List.of(look, look, look, look))) {
        disabled += one.get();
      }
    }
    assertEquals(1, disabled);
    exchange(key.secret()).statusCode(400).body("code", equalTo("key_disabled"));
    ada().get("/v1/keys/" + key.id()).then().body("state", equalTo("disabled"));
    ada()
        .get("/v1/audit?target=key&targetId=" + key.id() + "&action=key.change")
        .then()
        .body("items", hasSize(1))
        .body("items[0].actor.origin", equalTo("system"))
        .body("items[0].actor.subject", equalTo("auth-service"))
        .body("items[0].after.enabled", equalTo(false));
    ada()
        .get("/v1/events?type=key.disabled&keyId=" + key.id())
        .then()
        .body("items", hasSize(1))
        .body("items[0].data.unusedSince", startsWith("20"));
    given()
        .auth()
        .oauth2(TestTokens.service("orders-service", "service"))
        .formParam("token", token)
        .post("/oauth/introspect")
        .then()
        .body("active", equalTo(false));
  }

  @Test
  void keyThatIsUsedOrWasEnabledSinceStays() throws SQLException {
    Api.Made used = old();
    run(
        "update api_key_version set last_used_at = now() - interval '364 days' where key_id = ?",
        used.id());
    Api.Made enabled = old();
    assertEquals(1, unused.disable(yearAgo()));
    ada().body(Map.of("enabled", true)).patch("/v1/keys/" + enabled.id()).then().statusCode(200);
    assertEquals(0, unused.disable(yearAgo()));
    for (Api.Made key : List.of(used, enabled)) {
      ada().get("/v1/keys/" + key.id()).then().body("state", equalTo("active"));
    }
  }

  private void run(String sql, String id) throws SQLException {
    try (var connection = database.getConnection();
        var update = connection.prepareStatement(sql)) {
      update.setString(1, id);
      assertEquals(1, update.executeUpdate());
    }
  }
}
