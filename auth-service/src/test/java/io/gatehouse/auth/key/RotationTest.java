package io.gatehouse.auth.key;

import static io.gatehouse.auth.Api.ada;
import static io.gatehouse.auth.Api.exchange;
import static io.gatehouse.auth.Api.key;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.gatehouse.auth.Api;
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
}
