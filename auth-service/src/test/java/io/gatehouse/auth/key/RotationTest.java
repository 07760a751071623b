package io.gatehouse.auth.key;

import static io.gatehouse.auth.Api.ada;
import static io.gatehouse.auth.Api.exchange;
import static io.gatehouse.auth.Api.given;
import static io.gatehouse.auth.Api.key;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.gatehouse.auth.Api;
import io.gatehouse.testkit.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class RotationTest {

  private static Response rotate(String id, String grace) {
    return ada().body(Map.of("gracePeriod", grace)).post("/v1/keys/" + id + "/rotate");
  }

  private static List<Response> atOnce(List<Callable<Response>> calls) throws Exception {
    CyclicBarrier barrier = new CyclicBarrier(calls.size());
    try (var pool = Executors.newFixedThreadPool(calls.size())) {
      List<Future<Response>> running = new ArrayList<>();
      for (Callable<Response> call : calls) {
        running.add(
            pool.submit(() -> {
              barrier.await();
              return call.call();
            }));
      }
      List<Response> answers = new ArrayList<>();
      for (Future<Response> one : running) {
        answers.add(one.get());
      }
      return answers;
    }
  }

  @Test
  void rotationKeepsTheIdAndBothSecretsWorkDuringGrace() {
    Api.Made key = key();
    String fresh =
        rotate(key.id(), "PT24H")
            .then()
            .statusCode(200)
            .body("id", equalTo(key.id()))
            .body("secrets.number", contains(2, 1))
            .body("secrets.live", contains(true, true))
            .extract()
            .path("key");
    assertNotEquals(key.secret(), fresh);
    exchange(key.secret()).statusCode(200);
    exchange(fresh).statusCode(200);
  }

  @Test
  void rotationThatNamesNoGraceUsesTheDefault() {
    Api.Made key = key();
    ada()
        .body("{}")
        .post("/v1/keys/" + key.id() + "/rotate")
        .then()
        .statusCode(200)
        .body("secrets.live", contains(true, true));
    ada().post("/v1/keys/" + key.id() + "/rotate").then().statusCode(400);
  }

  @Test
  void graceOfZeroEndsTheOldSecretAtOnce() {
    Api.Made key = key();
    String fresh = rotate(key.id(), "PT0S").then().statusCode(200).extract().path("key");
    exchange(key.secret()).statusCode(400).body("code", equalTo("key_expired"));
    exchange(fresh).statusCode(200);
  }

  @Test
  void atMostTwoSecretsLiveAndGraceOfZeroEndsThemAll() {
    Api.Made key = key();
    String second = rotate(key.id(), "PT1H").then().statusCode(200).extract().path("key");
    rotate(key.id(), "PT1H").then().statusCode(409).body("code", equalTo("conflict"));
    String third =
        rotate(key.id(), "PT0S")
            .then()
            .statusCode(200)
            .body("secrets.live", contains(true, false, false))
            .extract()
            .path("key");
    exchange(key.secret()).statusCode(400);
    exchange(second).statusCode(400);
    exchange(third).statusCode(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-PT1S", "PT721H", "P9999999D", "1 day", ""})
  void graceOutOfRangeIsRefusedWith400(String grace) {
    rotate(key().id(), grace)
        .then()
        .statusCode(400)
        .body("errors.pointer", hasItem("/gracePeriod"));
  }

  @Test
  void unknownMemberIsRefusedWith400() {
    ada()
        .body("{\"grace\":\"PT1H\"}")
        .post("/v1/keys/" + key().id() + "/rotate")
        .then()
        .statusCode(400)
        .body("errors.pointer", hasItem("/grace"));
  }

  @Test
  void twoRotationsAtOnceAreOneRotation() throws Exception {
    Api.Made key = key();
    List<Response> answers =
        atOnce(java.util.Collections.nCopies(8, () -> rotate(key.id(), "PT1H")));
    List<Response> done = answers.stream().filter(a -> a.statusCode() == 200).toList();
    assertEquals(1, done.size(), "one rotation");
    assertEquals(7, answers.stream().filter(a -> a.statusCode() == 409).count(), "the rest told");
    ada().get("/v1/keys/" + key.id()).then().body("secrets", hasSize(2));
    exchange(done.getFirst().path("key")).statusCode(200);
    ada()
        .queryParam("targetId", key.id())
        .queryParam("action", "key.rotate")
        .get("/v1/audit")
        .then()
        .body("items", hasSize(1));
  }

  @Test
  void ofRotationsWithoutGraceAtOnceOneSecretIsLeftAlive() throws Exception {
    Api.Made key = key();
    List<Response> answers =
        atOnce(java.util.Collections.nCopies(6, () -> rotate(key.id(), "PT0S")));
    int alive = 0;
    for (Response answer : answers) {
      if (answer.statusCode() == 200
          && exchange(answer.path("key")).extract().statusCode() == 200) {
        alive++;
      }
    }
    assertEquals(1, alive);
    exchange(key.secret()).statusCode(400);
    int live = ada().get("/v1/keys/" + key.id()).path("secrets.findAll { it.live }.size()");
    assertEquals(1, live);
  }

  @Test
  void revokeDuringRotateLeavesNoSecretAlive() throws Exception {
    for (int i = 0; i < 5; i++) {
      Api.Made key = key();
      List<Response> answers =
          atOnce(
              List.of(
                  () -> rotate(key.id(), "PT1H"),
                  () ->
                      ada()
                          .body(Map.of("reason", "leaked"))
                          .post("/v1/keys/" + key.id() + "/revoke")));
      assertEquals(200, answers.get(1).statusCode(), "a revocation is never told to come back");
      exchange(key.secret()).statusCode(400).body("code", equalTo("key_revoked"));
      if (answers.getFirst().statusCode() == 200) {
        exchange(answers.getFirst().path("key"))
            .statusCode(400)
            .body("code", equalTo("key_revoked"));
      }
      int secrets = ada().get("/v1/keys/" + key.id()).path("secrets.size()");
      int rotations =
          ada()
              .queryParam("targetId", key.id())
              .queryParam("action", "key.rotate")
              .get("/v1/audit")
              .path("items.size()");
      assertEquals(secrets - 1, rotations, "each secret has its record");
    }
  }

  private static Response rotateFromFirstUse(String id, String grace) {
    return ada()
        .body(Map.of("gracePeriod", grace, "startsAtFirstUse", true))
        .post("/v1/keys/" + id + "/rotate");
  }

  private static Response cancel(String id) {
    return ada().post("/v1/keys/" + id + "/rotate/cancel");
  }

  @Test
  void graceThatStartsAtFirstUseWaitsForItAndThenRuns() {
    Api.Made key = key();
    String fresh =
        rotateFromFirstUse(key.id(), "PT1H")
            .then()
            .statusCode(200)
            .body("secrets[1].endsAt", nullValue())
            .body("secrets[1].graceAfterFirstUse", equalTo("PT1H"))
            .extract()
            .path("key");
    exchange(key.secret()).statusCode(200);
    ada().get("/v1/keys/" + key.id()).then().body("secrets[1].endsAt", nullValue());
    rotateFromFirstUse(key.id(), "PT0S").then().statusCode(409);
    exchange(fresh).statusCode(200);
    ada()
        .get("/v1/keys/" + key.id())
        .then()
        .body("secrets[1].endsAt", notNullValue())
        .body("secrets.live", contains(true, true));
    exchange(key.secret()).statusCode(200);
  }

  @Test
  void firstUseWithoutGraceEndsTheOldSecretAndItsTokens() {
    Api.Made key = key();
    String fresh =
        rotateFromFirstUse(key.id(), "PT0S").then().statusCode(200).extract().path("key");
    String oldToken = exchange(key.secret()).statusCode(200).extract().path("access_token");
    String newToken = exchange(fresh).statusCode(200).extract().path("access_token");
    exchange(key.secret()).statusCode(400).body("code", equalTo("key_expired"));
    await().untilAsserted(() -> introspect(oldToken, false));
    introspect(newToken, true);
  }

  private static void introspect(String token, boolean active) {
    given()
        .auth()
        .oauth2(TestTokens.service("orders-service", "service"))
        .formParam("token", token)
        .post("/oauth/introspect")
        .then()
        .statusCode(200)
        .body("active", equalTo(active));
  }

  @Test
  void firstUseFromTwentyThreadsStartsOneGrace() throws Exception {
    Api.Made key = key();
    String fresh = rotateFromFirstUse(key.id(), "PT1H").path("key");
    atOnce(java.util.Collections.nCopies(20, () -> exchange(fresh).extract().response()))
        .forEach(answer -> assertEquals(200, answer.statusCode()));
    ada()
        .queryParam("targetId", key.id())
        .queryParam("action", "key.grace_begin")
        .get("/v1/audit")
        .then()
        .body("items", hasSize(1));
  }

  @Test
  void rotationThatIsCalledOffEndsTheNewSecretAndKeepsTheOld() {
    Api.Made key = key();
    String fresh = rotate(key.id(), "PT1H").path("key");
    String newToken = exchange(fresh).extract().path("access_token");
    cancel(key.id())
        .then()
        .statusCode(200)
        .body("secrets.live", contains(false, true))
        .body("secrets[1].endsAt", nullValue());
    exchange(fresh).statusCode(400);
    String oldToken = exchange(key.secret()).statusCode(200).extract().path("access_token");
    await().untilAsserted(() -> introspect(newToken, false));
    introspect(oldToken, true);
    cancel(key.id()).then().statusCode(409);
  }

  @Test
  void keyWhoseRotationWasCalledOffCanBeRotatedAgain() {
    Api.Made key = key();
    rotate(key.id(), "PT1H").then().statusCode(200);
    cancel(key.id()).then().statusCode(200);
    String third = rotate(key.id(), "PT1H").then().statusCode(200).extract().path("key");
    exchange(key.secret()).statusCode(200);
    exchange(third).statusCode(200);
  }
}
