package io.gatehouse.auth.fault;

import static io.gatehouse.auth.Api.ada;
import static io.gatehouse.auth.Api.exchange;
import static io.gatehouse.auth.Api.given;
import static io.gatehouse.auth.Api.key;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.oneOf;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.gatehouse.auth.Api;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = StoppablePostgres.class, restrictToAnnotatedClass = true)
class PostgresAwayTest {

  private static final Duration BOUND = Duration.ofSeconds(8);

  @Inject DataSource database;

  private static void postgres(String what) {
    String control = ConfigProvider.getConfig().getValue(StoppablePostgres.CONTROL, String.class);
    RestAssured.given().get(control + what).then().statusCode(204);
  }

  @AfterEach
  void leaveItRunning() {
    postgres("/up");
  }

  /** Its connections are there, and nothing comes over them. */
  @Test
  void frozenMeans503InBoundedTimeAndItHealsWithoutARestart() {
    Api.Made key = key();
    postgres("/freeze");
    assertTimeout(BOUND, () -> comesBackLater(ada().get("/v1/partners").then()));
    assertTimeout(BOUND, () -> comesBackLater(exchange(key.secret())));

    postgres("/up");
    Awaitility.await()
        .atMost(Duration.ofSeconds(15))
        .untilAsserted(() -> exchange(key.secret()).statusCode(200));
  }

  /**
   * No statement takes too long, the transaction does: its watchdog ends it, and it is found so at
   * its commit.
   */
  @Test
  void transactionThatRanOutOfTimeIs503AndWroteNothing() throws Exception {
    String id = "late-" + System.nanoTime();
    Map<String, String> body = Map.of("target", "token", "id", id, "reason", "test");
    ada().body(body).post("/v1/revocations").then().statusCode(201);
    String late = id + "-2";
    CompletableFuture<ValidatableResponse> answer;
    try (Connection other = database.getConnection();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("select from revocation_head where id = 1 for update");
      Map<String, String> second = Map.of("target", "token", "id", late, "reason", "test");
      answer =
          CompletableFuture.supplyAsync(() -> ada().body(second).post("/v1/revocations").then());
      Thread.sleep(4_000);
      other.rollback();
    }
    comesBackLater(answer.get(20, TimeUnit.SECONDS));
    ada()
        .get("/v1/revocations/newest?target=token&id=" + late)
        .then()
        .statusCode(200)
        .body("items", empty());
  }

  private static void comesBackLater(ValidatableResponse answer) {
    answer
        .statusCode(503)
        .header("Retry-After", notNullValue())
        .body("code", oneOf("dependency_unavailable", "revocation_state_stale"));
  }

  @Test
  void awayMeans503InBoundedTimeAndItHealsWithoutARestart() {
    Api.Made key = key();
    exchange(key.secret()).statusCode(200);

    postgres("/down");
    // After five seconds nobody can say what was revoked since: a change is refused for that.
    for (int i = 0; i < 3; i++) {
      assertTimeout(
          BOUND,
          () ->
              exchange(key.secret())
                  .statusCode(503)
                  .header("Retry-After", notNullValue())
                  .body("code", oneOf("dependency_unavailable", "revocation_state_stale")));
      assertTimeout(
          BOUND,
          () ->
              ada()
                  .get("/v1/partners")
                  .then()
                  .statusCode(503)
                  .header("Retry-After", notNullValue())
                  .contentType("application/problem+json"));
      assertTimeout(
          BOUND,
          () ->
              given()
                  .auth()
                  .oauth2(key.secret())
                  .get("/v1/partners")
                  .then()
                  .statusCode(503)
                  .header("Retry-After", notNullValue()));
    }
    assertTimeout(
        BOUND,
        () ->
            ada()
                .body("{\"name\":\"x\",\"contactEmail\":\"x@y.example\"}")
                .post("/v1/partners")
                .then()
                .statusCode(503));
    given().get("/q/health/live").then().statusCode(200);
    assertTimeout(BOUND, () -> given().get("/q/health/ready").then().statusCode(503));
    given().get("/.well-known/jwks.json").then().statusCode(200);

    postgres("/up");
    Awaitility.await()
        .atMost(Duration.ofSeconds(15))
        .untilAsserted(() -> exchange(key.secret()).statusCode(200));
    for (int i = 0; i < 30; i++) {
      exchange(key.secret()).statusCode(200);
    }
    given().get("/q/health/ready").then().statusCode(200);
    ada().get("/v1/keys/" + key.id()).then().statusCode(200);
  }
}
