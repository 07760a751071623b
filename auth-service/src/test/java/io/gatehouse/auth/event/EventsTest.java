package io.gatehouse.auth.event;

import static io.gatehouse.auth.Api.ada;
import static io.gatehouse.auth.Api.exchange;
import static io.gatehouse.auth.Api.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.agroal.api.AgroalDataSource;
import io.gatehouse.auth.Api;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.ResultSet;
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
class EventsTest {

  @Inject KeyWatch watch;
  @Inject AgroalDataSource database;

  private static ValidatableResponse events(Api.Made key, String type) {
    return ada()
        .queryParam("keyId", key.id())
        .queryParam("type", type)
        .get("/v1/events")
        .then()
        .statusCode(200);
  }

  @Test
  void lifeOfAKeyIsToldWithoutItsSecret() {
    Api.Made key = key();
    ada().body(Map.of("gracePeriod", "PT1H")).post("/v1/keys/" + key.id() + "/rotate");
    ada().body(Map.of("enabled", false)).patch("/v1/keys/" + key.id()).then().statusCode(200);
    ada().body(Map.of("enabled", true)).patch("/v1/keys/" + key.id()).then().statusCode(200);
    ada().body(Map.of("reason", "over")).post("/v1/keys/" + key.id() + "/revoke");
    ada()
        .queryParam("keyId", key.id())
        .get("/v1/events")
        .then()
        .body(
            "items.type",
            contains("key.revoked", "key.enabled", "key.disabled", "key.rotated", "key.created"))
        .body("items[0].partnerId", equalTo(key.partner()))
        .body("items[0].data.revokeReason", equalTo("over"))
        .body(not(containsString(key.secret())));
  }

  @Test
  void expiryIsToldThirtySevenAndOneDayBeforeOnceEachByManyReplicas() throws Exception {
    Instant now = Instant.now();
    Instant end = now.plus(Duration.ofDays(200));
    Api.Made key =
        key(Api.partner("orders:read"), Map.of("expiresAt", end.toString()), "orders:read");
    for (int days : List.of(31, 30, 29, 7, 6, 1)) {
      Instant then = end.minus(Duration.ofDays(days)).plusSeconds(1);
      try (var replicas = Executors.newFixedThreadPool(4)) {
        Callable<Boolean> look =
            () -> {
              watch.look(then);
              return true;
            };
        for (Future<Boolean> one : replicas.invokeAll(List.of(look, look, look, look))) {
          one.get();
        }
      }
    }
    events(key, "key.expiring").body("items.data.daysLeft", contains(1, 7, 30));
  }

  @Test
  void keyThatNobodyUsesIsToldOnceUntilItIsUsedAgain() throws SQLException {
    Api.Made key = key();
    Instant later = Instant.now().plus(Duration.ofDays(91));
    watch.look(Instant.now());
    events(key, "key.unused").body("items", hasSize(0));
    watch.look(later);
    watch.look(later.plusSeconds(60));
    events(key, "key.unused").body("items", hasSize(1));
    used(key.id(), 1, later);
    watch.look(later.plus(Duration.ofDays(91)));
    events(key, "key.unused").body("items", hasSize(2));
  }

  @Test
  void moreUnusedKeysThanOneTransactionTakesAreAllToldOnce() throws SQLException {
    Api.Made key = key();
    run(
        """
        insert into api_key (id, partner_id, name, environment, scopes, allowed_cidrs, metadata,
            enabled, created_at, created_by, updated_at, version)
          select 'unused' || lpad(number::text, 10, '0'), partner_id, name, environment, scopes,
            allowed_cidrs, metadata, enabled, created_at, created_by, updated_at, version
          from api_key, generate_series(1, 1200) number where id = ?
        """,
        key);
    Instant later = Instant.now().plus(Duration.ofDays(91));
    watch.look(later);
    assertThat(toldOf("unused")).isEqualTo(1200);
    watch.look(later.plusSeconds(60));
    assertThat(toldOf("unused")).isEqualTo(1200);
    // Whoever counts or lists keys after this test does not expect them.
    run("delete from api_key where id like 'unused%' and id <> ?", key);
  }

  private int toldOf(String prefix) throws SQLException {
    try (var connection = database.getConnection();
        var query = connection.prepareStatement("select count(*) from event where key_id like ?")) {
      query.setString(1, prefix + "%");
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }

  @Test
  void oldSecretIsToldOnlyIfUsedInTheLastFifthOfItsGrace() throws SQLException {
    Api.Made key = key();
    ada().body(Map.of("gracePeriod", "PT10H")).post("/v1/keys/" + key.id() + "/rotate");
    Instant rotated = Instant.now();
    used(key.id(), 1, rotated.plus(Duration.ofMinutes(7 * 60 + 50)));
    watch.look(rotated);
    events(key, "key.old_secret_used").body("items", hasSize(0));
    used(key.id(), 1, rotated.plus(Duration.ofMinutes(8 * 60 + 10)));
    watch.look(rotated);
    watch.look(rotated);
    events(key, "key.old_secret_used")
        .body("items", hasSize(1))
        .body("items[0].data.secret", equalTo(1));
  }

  @Test
  void graceThatBeganWithTheFirstUseOfTheNewSecretIsMeasuredFromThere() throws SQLException {
    Api.Made key = key();
    String fresh =
        ada()
            .body(Map.of("gracePeriod", "PT10H", "startsAtFirstUse", true))
            .post("/v1/keys/" + key.id() + "/rotate")
            .then()
            .extract()
            .path("key");
    // Made long before it was used: a fifth of all that is more than the grace.
    run(
        "update api_key_version set created_at = created_at - interval '60 days' where key_id = ?",
        key);
    exchange(fresh).statusCode(200);
    Instant begun = Instant.now();
    used(key.id(), 1, begun.plus(Duration.ofHours(7)));
    watch.look(begun);
    events(key, "key.old_secret_used").body("items", hasSize(0));
    used(key.id(), 1, begun.plus(Duration.ofHours(9)));
    watch.look(begun);
    events(key, "key.old_secret_used").body("items", hasSize(1));
  }

  private void run(String sql, Api.Made key) throws SQLException {
    try (var connection = database.getConnection();
        var update = connection.prepareStatement(sql)) {
      update.setString(1, key.id());
      update.executeUpdate();
    }
  }

  private void used(String key, int version, Instant at) throws SQLException {
    try (var connection = database.getConnection();
        var update =
            connection.prepareStatement(
                "update api_key_version set last_used_at = ?::timestamptz"
                    + " where key_id = ? and number = ?")) {
      update.setString(1, at.toString());
      update.setString(2, key);
      update.setInt(3, version);
      assertEquals(1, update.executeUpdate());
    }
  }
}
