package io.gatehouse.auth.key;

import static io.gatehouse.auth.Api.ada;
import static io.gatehouse.auth.Api.exchange;
import static io.gatehouse.auth.Api.partner;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.agroal.api.AgroalDataSource;
import io.gatehouse.auth.scope.GrantableScopes;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code gatehouse.keys.max-lifetime}, which is unset in all other tests: each key must end. */
@QuarkusTest
class LongestLifeTest {

  private static final Duration LONGEST = Duration.ofDays(90);

  @Inject GrantableScopes grantable;
  @Inject AgroalDataSource database;

  /** The rules themselves, with another setting: no second start of the service for that. */
  @BeforeEach
  void aLongestLifeIsSet() {
    Map<String, String> settings =
        Map.of("pepper-version", "1", "peppers.1", "demo-pepper", "max-lifetime", "P90D");
    QuarkusMock.installMockForType(
        new KeyRules(grantable, PeppersTest.config(settings)), KeyRules.class);
  }

  @Test
  void keyThatNamesNoEndIsRefusedAndNotGivenOne() {
    refused(create(null), "must be set, at the latest ");
  }

  @Test
  void endBeyondTheLongestLifeIsRefusedAndOneWithinItIsTaken() {
    Instant now = Instant.now();
    refused(create(now.plus(LONGEST).plusSeconds(60)), "must not be later than ");
    Instant within = Instant.ofEpochSecond(now.plus(LONGEST).getEpochSecond());
    create(within).statusCode(201).body("expiresAt", equalTo(within.toString()));
  }

  @Test
  void endThatIsPastIsRefusedAsEver() {
    refused(create(Instant.now().minusSeconds(1)), "must lie in the future");
  }

  /** Else a key could be moved ahead for ever, an end at a time. */
  @Test
  void changeOfTheEndIsCountedFromTheCreation() throws SQLException {
    Instant now = Instant.now();
    String id = create(now.plus(Duration.ofDays(1))).statusCode(201).extract().path("id");
    run("update api_key set created_at = now() - interval '80 days' where id = ?", id);
    refused(change(id, now.plus(Duration.ofDays(11))), "must not be later than ");
    refused(change(id, null), "must be set, at the latest ");
    change(id, now.plus(Duration.ofDays(9))).statusCode(200);
  }

  /** Whoever sets it later ends nobody's key by that. */
  @Test
  void keyWithoutAnEndFromBeforeTheSettingGoesOnUntilItsEndIsChanged() throws SQLException {
    var made = create(Instant.now().plus(Duration.ofDays(1))).statusCode(201).extract();
    String id = made.path("id");
    run("update api_key set expires_at = null where id = ?", id);
    exchange(made.path("key")).statusCode(200);
    ada().body("{\"name\":\"hourly\"}").patch("/v1/keys/" + id).then().statusCode(200);
    ada().body("{}").post("/v1/keys/" + id + "/rotate").then().statusCode(200);
    change(id, Instant.now().plus(LONGEST).plusSeconds(60)).statusCode(400);
  }

  @Test
  void importedKeyIsHeldToItToo() {
    Map<String, Object> item =
        Map.of(
            "externalId",
            java.util.UUID.randomUUID().toString(),
            "partnerId",
            partner("orders:read"),
            "key",
            Map.of("name", "old", "environment", "live", "scopes", List.of("orders:read")),
            "hash",
            Map.of("algorithm", "sha256", "value", "ab".repeat(32)));
    ada()
        .body(Map.of("items", List.of(item)))
        .post("/v1/keys/import")
        .then()
        .statusCode(200)
        .body("items.result", contains("refused"))
        .body("items[0].errors.pointer", contains("/key/expiresAt"))
        .body("items[0].errors.detail", contains(startsWith("must be set, at the latest ")));
  }

  private static ValidatableResponse create(@Nullable Instant expiresAt) {
    Map<String, Object> body = new HashMap<>();
    body.put("name", "nightly");
    body.put("environment", "test");
    body.put("scopes", List.of("orders:read"));
    if (expiresAt != null) {
      body.put("expiresAt", expiresAt.toString());
    }
    return ada().body(body).post("/v1/partners/" + partner("orders:read") + "/keys").then();
  }

  private static ValidatableResponse change(String id, @Nullable Instant expiresAt) {
    String end = expiresAt == null ? "null" : "\"" + expiresAt + "\"";
    return ada().body("{\"expiresAt\":" + end + "}").patch("/v1/keys/" + id).then();
  }

  private static void refused(ValidatableResponse answer, String detail) {
    answer
        .statusCode(400)
        .body("code", equalTo("validation_failed"))
        .body("errors.pointer", contains("/expiresAt"))
        .body("errors.detail", contains(startsWith(detail)));
  }

  private void run(String sql, String id) throws SQLException {
    try (var connection = database.getConnection();
        var update = connection.prepareStatement(sql)) {
      update.setString(1, id);
      assertEquals(1, update.executeUpdate());
    }
  }
}
