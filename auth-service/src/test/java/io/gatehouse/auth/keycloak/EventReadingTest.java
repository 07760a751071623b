package io.gatehouse.auth.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.gatehouse.auth.Api;
import io.gatehouse.testkit.TestTokens;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is read from Keycloak's event store; that the real one has it so is shown by e2e. */
@QuarkusTest
class EventReadingTest {

  private static final Duration SOON = Duration.ofSeconds(20);

  @Inject EventReading reading;
  @Inject ReadingStore store;
  @Inject StoredEvents events;
  @Inject KeycloakActs acts;
  @Inject KeycloakAdmin admin;
  @Inject KeycloakConfig config;
  @Inject InstantSource clock;
  @Inject MeterRegistry metrics;
  @Inject Scheduler scheduler;
  @Inject DataSource database;

  private final String user = UUID.randomUUID().toString();
  private final String session = UUID.randomUUID().toString();
  private final long at = Instant.now().minusSeconds(60).toEpochMilli();

  @AfterEach
  void nothingMore() {
    Keycloak.stores("[]", "[]");
  }

  @Test
  void whatWasNotToldIsAppliedOnceAndDatedToWhenItWasDone() {
    stores(person("UPDATE_PASSWORD", "{}"));

    awaitEntries("user", user, 1);
    reading.read();
    reading.read();

    Map<String, Object> entry = entries("user", user).getFirst();
    assertThat(entry).containsEntry("reason", "keycloak: password changed");
    Instant mark = Instant.parse((String) entry.get("issuedBefore"));
    // Half a minute ago: who logged in since is let in.
    assertThat(mark).isBetween(Instant.ofEpochMilli(at), Instant.ofEpochMilli(at + 7000));
    assertThat(entries("user", user)).hasSize(1);
  }

  @Test
  void appThatWasDisconnectedIsTurnedAwayAndThePersonsOthersAreNot() {
    stores(person("REVOKE_GRANT", "{\"revoked_client\":\"insights-app\"}"));

    awaitEntries("user", user, 1);

    assertThat(entries("user", user).getFirst()).containsEntry("client", "insights-app");
  }

  /** Keycloak lets the login go on; the listener would have ended it. */
  @Test
  void theLoginsThatTheListenerWouldHaveEndedEndToo() {
    stores(person("UPDATE_PASSWORD", "{}"));

    await().atMost(SOON).until(() -> Keycloak.ended(user).size() == 1);

    assertThat(Keycloak.ended(user).getFirst())
        .containsEntry("except", session)
        .containsEntry("before", (int) (at / 1000));
  }

  @Test
  void whatTheListenerToldIsNotAppliedAgain() {
    String id = UUID.randomUUID().toString();
    JwtClaims claims = TestTokens.realm().claims(KeycloakEventsResource.AUDIENCE, "none");
    claims.setJwtId(id);
    claims.setClaim(
        "events",
        Map.of(
            KeycloakEventsResource.EVENT,
            Map.of("type", "LOGOUT", "session", session, "user", user)));
    RestAssured.given()
        .contentType("application/secevent+jwt")
        .body(TestTokens.realm().sign(claims, "secevent+jwt").getBytes())
        .post("/v1/keycloak/events")
        .then()
        .statusCode(202);

    stores(person("LOGOUT", "{}", id), person("LOGOUT", "{}").replace(session, session + "-2"));

    awaitEntries("session", session + "-2", 1);
    Api.ada()
        .get("/v1/audit?action=keycloak.act&targetId=" + session)
        .then()
        .body("items.size()", equalTo(1));
  }

  @Test
  void whatAnAdministratorSentDecidesWhetherAnybodyWasDisabled() {
    Keycloak.stores(
        "[]",
        "["
            + administrator("USER", "users/" + user, "{\\\"enabled\\\":true}")
            + ","
            + administrator("USER", "users/" + user + "-2", "{\\\"enabled\\\":false}")
            + ","
            + administrator(
                "CLIENT", "clients/x", "{\\\"enabled\\\":false,\\\"clientId\\\":\\\"app-ID\\\"}")
            + "]");

    awaitEntries("user", user + "-2", 1);
    awaitEntries("client", "app-" + user, 1);
    assertThat(entries("user", user)).isEmpty();
  }

  @Test
  void oneReplicaReadsAtATime() throws Exception {
    await().atMost(SOON).until(() -> store.take("another", Duration.ofMillis(300)) == null);
    assertThat(store.take("another", Duration.ofMillis(300))).isNull();
  }

  /** It had the lease and had written one of two acts, but not how far it had read. */
  @Test
  void whenTheReplicaThatReadsDiesAnotherReadsOnAndNoActIsAppliedTwice() throws Exception {
    await().atMost(SOON).until(() -> store.take("another", Duration.ofMillis(300)) == null);
    MeterRegistry meters = new SimpleMeterRegistry();
    EventReading other = new EventReading(store, events, acts, admin, config, meters, clock);
    String first = uuid();
    String second = session + "-2";
    // The replica of this test is dead from here on.
    scheduler.pause();
    try {
      // What it had begun it ends.
      Thread.sleep(500);
      sql("update keycloak_reading set held_until = clock_timestamp() + interval '30 seconds'");
      stores(person("LOGOUT", "{}", first), person("LOGOUT", "{}").replace(session, second));
      acts.apply(first, new KeycloakAct(Map.of("type", "LOGOUT", "session", session)), "read");

      other.read();
      assertThat(entries("session", second)).as("the lease of the dead one holds").isEmpty();

      sql("update keycloak_reading set held_until = clock_timestamp() - interval '1 millisecond'");
      other.read();
      assertThat(entries("session", second)).hasSize(1);
      reading.read();
      other.read();
    } finally {
      sql("update keycloak_reading set held_until = clock_timestamp()");
      scheduler.resume();
    }
    reading.read();
    for (String one : List.of(session, second)) {
      Api.ada()
          .get("/v1/audit?action=keycloak.act&targetId=" + one)
          .then()
          .body("items.size()", equalTo(1));
    }
  }

  /** As of a person whose id no column holds. */
  @Test
  void anActThatCannotBeWrittenIsPassedOverAndCountedAndTheNextIsApplied() {
    double before = passedOver();
    stores(person("UPDATE_PASSWORD", "{}").replace(user, "u".repeat(300)), person("LOGOUT", "{}"));

    await()
        .atMost(Duration.ofSeconds(40))
        .until(() -> {
          reading.read();
          return entries("session", session).size() == 1;
        });

    assertThat(passedOver()).isEqualTo(before + 1);
  }

  private double passedOver() {
    return metrics.counter("gatehouse.keycloak.acts", "path", "read", "outcome", "failed").count();
  }

  private void sql(String text) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(text);
    }
  }

  private void stores(String... events) {
    Keycloak.stores("[" + String.join(",", events) + "]", "[]");
  }

  private String person(String type, String details) {
    return person(type, details, uuid());
  }

  private String person(String type, String details, String id) {
    return """
    {"id":"%s","time":%d,"type":"%s","realmId":"r","clientId":"orders-spa","userId":"%s",
     "sessionId":"%s","ipAddress":"::1","error":null,"details":%s}
    """
        .formatted(id, at, type, user, session, details);
  }

  private String administrator(String resource, String path, String representation) {
    return """
    {"id":"%s","time":%d,"realmId":"r","operationType":"UPDATE","resourceType":"%s",
     "resourcePath":"%s","authDetails":{"userId":"admin-3"},"representation":"%s"}
    """
        .formatted(uuid(), at, resource, path, representation.replace("ID", user));
  }

  private static String uuid() {
    return UUID.randomUUID().toString();
  }

  private static void awaitEntries(String target, String id, int count) {
    await().atMost(SOON).until(() -> entries(target, id).size() == count);
  }

  private static List<Map<String, Object>> entries(String target, String id) {
    return Api.ada()
        .queryParam("target", target)
        .queryParam("id", id)
        .get("/v1/revocations/newest")
        .then()
        .statusCode(200)
        .extract()
        .path("items");
  }
}
