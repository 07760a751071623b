package io.gatehouse.auth.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.gatehouse.auth.Api;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is turned away here has their logins ended at Keycloak; that it ends them is e2e's. */
@QuarkusTest
class KeycloakEndingsTest {

  private static final Duration SOON = Duration.ofSeconds(20);

  private final String id = UUID.randomUUID().toString();

  @AfterEach
  void thereAgain() {
    Keycloak.answers(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"session", "user", "client"})
  void whatIsRevokedIsEndedAtKeycloakOnce(String target) {
    int sequence = revoke(target, Map.of());

    await().atMost(SOON).until(() -> state(sequence).equals("done"));

    List<Map<String, Object>> ended = Keycloak.ended(id);
    assertThat(ended).hasSize(1);
    assertThat(ended.getFirst()).containsEntry("target", target);
    one(sequence).body("logins.attempts", equalTo(1)).body("logins.ended", equalTo(2));
  }

  /** Logins that begin later in the same second go on, as their tokens do. */
  @Test
  void loginsThatAreNamedEndByNameAndThePersonsEarlierOnesWithThem() {
    String first = UUID.randomUUID().toString();

    int sequence = revoke("user", Map.of("sessions", List.of(first)));

    await().atMost(SOON).until(() -> state(sequence).equals("done"));
    await().atMost(SOON).until(() -> Keycloak.ended(first).size() == 1);
    String mark = one(sequence).extract().path("issuedBefore");
    assertThat(Keycloak.ended(id).getFirst())
        .containsEntry("before", (int) Instant.parse(mark).getEpochSecond());
  }

  @Test
  void whatOneClientHasOfAPersonIsAskedForWithTheClient() {
    int sequence = revoke("user", Map.of("client", "insights-app"));

    await().atMost(SOON).until(() -> state(sequence).equals("done"));

    assertThat(Keycloak.ended(id)).hasSize(1);
    assertThat(Keycloak.ended(id).getFirst()).containsEntry("client", "insights-app");
  }

  @Test
  void aTokenEndsNoLogin() {
    one(revoke("token", Map.of())).body("logins", nullValue());
  }

  @Test
  void aRevocationDoesNotWaitForKeycloakAndTheEndIsAskedForUntilItIsDone() {
    Keycloak.answers(503);

    int sequence = revoke("user", Map.of());

    await().atMost(SOON).until(() -> one(sequence).extract().<Integer>path("logins.attempts") > 1);
    one(sequence)
        .body("logins.state", equalTo("pending"))
        .body("logins.lastFailure", equalTo("status 503"));
    Keycloak.answers(200);
    await().atMost(SOON).until(() -> state(sequence).equals("done"));
    assertThat(Keycloak.ended(id)).hasSize(1);
  }

  @Test
  void askingAgainForWhatStandsEndsNothingMore() {
    int sequence = revoke("session", Map.of());
    await().atMost(SOON).until(() -> state(sequence).equals("done"));

    assertThat(revoke("session", Map.of())).isEqualTo(sequence);

    await().during(Duration.ofSeconds(1)).until(() -> Keycloak.ended(id).size() == 1);
  }

  private int revoke(String target, Map<String, ?> more) {
    Map<String, Object> body = new java.util.HashMap<>(more);
    body.putAll(Map.of("target", target, "id", id, "reason", "a test"));
    return Api.ada().body(body).post("/v1/revocations").then().extract().path("sequence");
  }

  private static ValidatableResponse one(int sequence) {
    return Api.ada().get("/v1/revocations/" + sequence).then().statusCode(200);
  }

  private static String state(int sequence) {
    return one(sequence).extract().path("logins.state");
  }
}
