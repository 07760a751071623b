package io.gatehouse.auth.idempotency;

import static io.gatehouse.auth.Api.ada;
import static io.gatehouse.auth.Api.exchange;
import static io.gatehouse.auth.Api.partner;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class IdempotencyTest {

  private static final Map<String, Object> NIGHTLY =
      Map.of("name", "nightly", "environment", "live", "scopes", List.of("orders:read"));

  @Inject javax.sql.DataSource database;

  private static Response create(String partner, String idempotencyKey, Map<String, ?> body) {
    return ada()
        .header("Idempotency-Key", idempotencyKey)
        .body(body)
        .post("/v1/partners/" + partner + "/keys");
  }

  private static List<Response> twentyTimesAtOnce(Callable<Response> call) throws Exception {
    CyclicBarrier barrier = new CyclicBarrier(20);
    try (var pool = Executors.newFixedThreadPool(20)) {
      List<Callable<Response>> calls = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        calls.add(() -> {
          barrier.await();
          return call.call();
        });
      }
      List<Response> answers = new ArrayList<>();
      for (var one : pool.invokeAll(calls)) {
        answers.add(one.get());
      }
      return answers;
    }
  }

  @Test
  void aKeyAskedForTwentyTimesAtOnceIsMadeOnceAndShownOnce() throws Exception {
    String partner = partner("orders:read");
    String once = UUID.randomUUID().toString();
    List<Response> answers = twentyTimesAtOnce(() -> create(partner, once, NIGHTLY));
    answers.forEach(answer -> assertEquals(201, answer.statusCode(), answer.asString()));
    assertEquals(
        1, answers.stream().map(a -> a.<String>path("id")).collect(Collectors.toSet()).size());
    List<Response> shown = answers.stream().filter(a -> a.path("key") != null).toList();
    assertEquals(1, shown.size(), "the secret is shown to one");
    exchange(shown.getFirst().path("key")).statusCode(200);
    ada().get("/v1/partners/" + partner + "/keys").then().body("items", hasSize(1));
    ada()
        .queryParam("targetId", shown.getFirst().<String>path("id"))
        .get("/v1/audit")
        .then()
        .body("items", hasSize(1));
  }

  @Test
  void aPartnerAskedForTwentyTimesAtOnceIsMadeOnce() throws Exception {
    String once = UUID.randomUUID().toString();
    Map<String, Object> acme = Map.of("name", once, "contactEmail", "ops@acme.example");
    List<Response> answers =
        twentyTimesAtOnce(
            () -> ada().header("Idempotency-Key", once).body(acme).post("/v1/partners"));
    answers.forEach(answer -> assertEquals(201, answer.statusCode(), answer.asString()));
    ada().queryParam("q", once).get("/v1/partners").then().body("items", hasSize(1));
  }

  @Test
  void repeatSaysSoAndShowsNoSecret() {
    String partner = partner("orders:read");
    String once = UUID.randomUUID().toString();
    Response first = create(partner, once, NIGHTLY);
    create(partner, once, NIGHTLY)
        .then()
        .statusCode(201)
        .header("Idempotency-Replayed", "true")
        .header("Location", equalTo(first.header("Location")))
        .body("id", equalTo(first.<String>path("id")))
        .body("key", equalTo(null));
  }

  @Test
  void theKeyOfAnotherRequestIs422() {
    String partner = partner("orders:read");
    String once = UUID.randomUUID().toString();
    create(partner, once, NIGHTLY).then().statusCode(201);
    create(
            partner,
            once,
            Map.of("name", "n", "environment", "test", "scopes", List.of("orders:read")))
        .then()
        .statusCode(422)
        .body("code", equalTo("idempotency_key_reused"));
    create(partner("orders:read"), once, NIGHTLY).then().statusCode(422);
  }

  @Test
  void refusedRequestLeavesItsKeyFree() {
    String partner = partner("orders:read");
    String once = UUID.randomUUID().toString();
    create(partner, once, Map.of("name", "n", "environment", "live", "scopes", List.of("root")))
        .then()
        .statusCode(400);
    create(partner, once, NIGHTLY).then().statusCode(201);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "with space"})
  void malformedKeyIsRefusedWith400(String bad) {
    create(partner("orders:read"), bad, NIGHTLY).then().statusCode(400);
  }

  @Test
  void theSecretIsNotKeptForTheRepeat() throws Exception {
    String once = UUID.randomUUID().toString();
    String secret = create(partner("orders:read"), once, NIGHTLY).path("key");
    try (var connection = database.getConnection();
        var query =
            connection.prepareStatement("select creation::text from creation where key = ?")) {
      query.setString(1, once);
      try (var row = query.executeQuery()) {
        row.next();
        assertFalse(row.getString(1).contains(secret.substring(24, 60)));
      }
    }
  }
}
