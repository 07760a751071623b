package io.gatehouse.auth.usage;

import static io.gatehouse.auth.Api.ada;
import static io.gatehouse.auth.Api.exchange;
import static io.gatehouse.auth.Api.given;
import static io.gatehouse.auth.Api.key;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.agroal.api.AgroalDataSource;
import io.gatehouse.auth.Api;
import io.gatehouse.guard.apikey.ApiKey;
import io.gatehouse.testkit.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class KeyUsageTest {

  @Inject AgroalDataSource database;

  private static Map<String, Object> use(String key, int version, String outcome, Instant at) {
    return Map.of(
        "keyId",
        key,
        "version",
        version,
        "hour",
        at.truncatedTo(ChronoUnit.HOURS).toString(),
        "outcome",
        outcome,
        "count",
        3,
        "lastAt",
        at.toString(),
        "address",
        "203.0.113.9",
        "userAgent",
        "partner/1.0");
  }

  private static ValidatableResponse report(String token, UUID id, Object... uses) {
    return given()
        .auth()
        .oauth2(token)
        .contentType(ContentType.JSON)
        .body(Map.of("id", id.toString(), "uses", List.of(uses)))
        .post("/v1/usage")
        .then();
  }

  private static String orders() {
    return TestTokens.service("orders-service", "service");
  }

  private static ValidatableResponse usage(String key) {
    return ada().get("/v1/keys/" + key + "/usage").then();
  }

  @Test
  void batchThatComesTwiceCountsOnceAndShowsLastUseOfItsVersion() {
    Api.Made key = key();
    UUID id = UUID.randomUUID();
    Instant at = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    report(orders(), id, use(key.id(), 1, "admitted", at)).statusCode(204);
    report(orders(), id, use(key.id(), 1, "admitted", at)).statusCode(204);
    usage(key.id()).statusCode(200).body("totals.admitted", equalTo(3));
    ada()
        .get("/v1/keys/" + key.id())
        .then()
        .body("lastUse.at", equalTo(at.toString()))
        .body("secrets[0].lastUse.address", equalTo("203.0.113.9"))
        .body("secrets[0].lastUse.userAgent", equalTo("partner/1.0"));
  }

  @Test
  void lastUseNeverGoesBackNorAheadOfTime() {
    Api.Made key = key();
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    report(orders(), UUID.randomUUID(), use(key.id(), 1, "admitted", now)).statusCode(204);
    report(orders(), UUID.randomUUID(), use(key.id(), 1, "admitted", now.minusSeconds(9)));
    ada().get("/v1/keys/" + key.id()).then().body("lastUse.at", equalTo(now.toString()));
    report(orders(), UUID.randomUUID(), use(key.id(), 1, "admitted", now.plusSeconds(999_999)));
    Map<String, Object> absurd = new HashMap<>(use(key.id(), 1, "admitted", now));
    absurd.put("lastAt", Instant.MIN.toString());
    report(orders(), UUID.randomUUID(), absurd).statusCode(204);
    ada().get("/v1/keys/" + key.id()).then().body("lastUse.at", equalTo(now.toString()));
  }

  @Test
  void onlyServicesReportAndUnknownKeysAreNotKept() throws SQLException {
    Api.Made key = key();
    Map<String, Object> use = use(key.id(), 1, "admitted", Instant.now());
    report(TestTokens.ada(), UUID.randomUUID(), use).statusCode(403);
    report(orders(), UUID.randomUUID(), use("AAAAAAAAAAAAAAAA", 1, "admitted", Instant.now()))
        .statusCode(204);
    ada().get("/v1/keys/" + key.id()).then().body("lastUse", nullValue());
    assertEquals(0, number("select count(*) from key_usage where key_id = 'AAAAAAAAAAAAAAAA'"));
  }

  @Test
  void tokenOfARotatedKeySaysWhichSecretItStandsFor() {
    Api.Made key = key();
    String old = exchange(key.secret()).statusCode(200).extract().path("access_token");
    String fresh =
        ada()
            .body(Map.of("gracePeriod", "PT1H"))
            .post("/v1/keys/" + key.id() + "/rotate")
            .then()
            .statusCode(200)
            .extract()
            .path("key");
    String next = exchange(fresh).statusCode(200).extract().path("access_token");
    assertEquals("1", version(old));
    assertEquals("2", version(next));
  }

  private static String version(String token) {
    String claims =
        new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8);
    return claims.replaceAll(".*\"key_version\":(\\d+).*", "$1");
  }

  @Test
  void wrongSecretOfAKnownKeyIsCountedAndNotTold() {
    Api.Made key = key();
    String wrong = ApiKey.generate("test", key.id(), new SecureRandom()).reveal();
    exchange(wrong).statusCode(400).body("code", equalTo("invalid_key"));
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> usage(key.id()).body("totals.invalid_key", equalTo(1)));
  }

  @Test
  void requestsWithKeysAreAnsweredWhileNothingCanBeWrittenAndAreCountedAfterwards()
      throws SQLException {
    Api.Made key = key();
    String wrong = ApiKey.generate("test", key.id(), new SecureRandom()).reveal();
    try (var connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try (var lock = connection.createStatement()) {
        // A write would wait for this lock, and the request with it.
        lock.execute(
            "lock table partner, api_key, api_key_version, key_usage, usage_batch, traffic,"
                + " audit, audit_head in share mode");
        for (int i = 0; i < 20; i++) {
          exchange(key.secret()).statusCode(200);
          exchange(wrong).statusCode(400);
          given()
              .auth()
              .oauth2(key.secret())
              .header("User-Agent", "partner/2.0")
              .get("/v1/audit")
              .then()
              .statusCode(403);
        }
      } finally {
        connection.rollback();
      }
    }
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() ->
            usage(key.id())
                .body("totals.admitted", equalTo(20))
                .body("totals.invalid_key", equalTo(20)));
    ada()
        .get("/v1/keys/" + key.id())
        .then()
        .body("secrets[0].lastUse.userAgent", equalTo("partner/2.0"));
  }

  @Test
  void useBehindAProxyIsCountedWithItsOwnAddressAndOutcome() {
    Api.Made key = key();
    for (String scope : new String[] {"orders:read", "keys:read"}) {
      given()
          .auth()
          .oauth2(key.secret())
          .header("User-Agent", "partner/3.0")
          .get("/verify?audience=orders-service&scope=" + scope);
    }
    ada().body(Map.of("enabled", false)).patch("/v1/keys/" + key.id()).then().statusCode(200);
    given().auth().oauth2(key.secret()).get("/verify?audience=orders-service");
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() ->
            usage(key.id())
                .body("totals.admitted", equalTo(1))
                .body("totals.insufficient_scope", equalTo(1))
                .body("totals.key_disabled", equalTo(1)));
    ada()
        .get("/v1/keys/" + key.id())
        .then()
        .body("secrets[0].lastUse.userAgent", equalTo("partner/3.0"))
        .body("secrets[0].lastUse.address", equalTo("127.0.0.1"));
  }

  @Test
  void keyThatAServiceAsksAboutWasUsedThere() {
    Api.Made key = key();
    for (String asker : new String[] {orders(), key.secret()}) {
      given()
          .auth()
          .oauth2(asker)
          .formParam("token", key.secret())
          .post("/oauth/introspect")
          .then()
          .body("active", equalTo(true));
    }
    ada().body(Map.of("reason", "over")).post("/v1/keys/" + key.id() + "/revoke");
    given()
        .auth()
        .oauth2(orders())
        .formParam("token", key.secret())
        .post("/oauth/introspect")
        .then()
        .body("active", equalTo(false));
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() ->
            usage(key.id())
                .body("totals.admitted", equalTo(2))
                .body("totals.key_revoked", equalTo(1)));
  }

  @Test
  void seriesIsWholeAndItsSpanIsChecked() {
    Api.Made key = key();
    ada()
        .queryParam("from", "2026-01-30T10:30:00Z")
        .queryParam("to", "2026-01-31T10:00:00Z")
        .get("/v1/keys/" + key.id() + "/usage")
        .then()
        .statusCode(200)
        .body("buckets", hasSize(24))
        .body("from", equalTo("2026-01-30T10:00:00Z"));
    ada()
        .queryParam("step", "day")
        .get("/v1/keys/" + key.id() + "/usage")
        .then()
        .statusCode(200)
        .body("step", equalTo("day"));
    ada()
        .queryParam("from", "yesterday")
        .get("/v1/keys/" + key.id() + "/usage")
        .then()
        .statusCode(400)
        .body("errors[0].pointer", equalTo("?from"));
    usage("AAAAAAAAAAAAAAAA").statusCode(404);
  }

  private long number(String query) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }
}
