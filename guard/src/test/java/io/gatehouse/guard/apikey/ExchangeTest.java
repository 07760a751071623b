package io.gatehouse.guard.apikey;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatehouse.guard.app.Revoked;
import io.gatehouse.guard.revocation.Revocations.Verdict;
import io.gatehouse.guard.revocation.Target;
import io.gatehouse.testkit.IssuerResource;
import io.gatehouse.testkit.Problems;
import io.gatehouse.testkit.TestKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(IssuerResource.class)
class ExchangeTest {

  private static final SecureRandom RANDOM = new SecureRandom();

  @Inject Revoked revoked;
  @Inject KeyChanges changes;

  @AfterEach
  void comeBack() {
    TestKeys.away(false);
  }

  @Test
  void goodKeyBecomesThePartnerAndIsShownOnce() {
    ApiKey key = key("");
    for (int i = 0; i < 3; i++) {
      bearer(key)
          .statusCode(200)
          .body("subject", equalTo("partner-1"))
          .body("origin", equalTo("partner"))
          .body("clientId", equalTo(key.id()));
    }
    given().header("X-API-Key", key.reveal()).get("/v1/whoami").then().statusCode(200);
    assertEquals(1, TestKeys.calls(key.id()));
  }

  @Test
  void useIsReportedByTheServiceItselfAndAgainUntilItArrives() {
    ApiKey good = key("");
    ApiKey dead = key("revoked");
    ApiKey unknown = key("unknown");
    for (int i = 0; i < 3; i++) {
      bearer(good).statusCode(200);
      bearer(dead).statusCode(401);
      bearer(unknown).statusCode(401);
    }
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> {
          assertEquals(3, uses(good, "admitted"));
          assertEquals(3, uses(dead, "key_revoked"));
        });
    assertEquals(0, uses(unknown, "invalid_key"), "who has proved nothing fills nothing");
  }

  private static int uses(ApiKey key, String outcome) {
    return Pattern.compile(
            "\"keyId\":\"" + key.id() + "\"[^}]*\"outcome\":\"" + outcome + "\",\"count\":(\\d+)")
        .matcher(TestKeys.uses())
        .results()
        .mapToInt(found -> Integer.parseInt(found.group(1)))
        .sum();
  }

  @Test
  void mistypedKeyIsRefusedWithoutAnyCall() {
    ApiKey key = key("");
    String text = key.reveal();
    char last = text.charAt(60);
    String typo = text.substring(0, 60) + (last == 'x' ? 'y' : 'x') + text.substring(61);
    Problems.problem(
        given().header("Authorization", "Bearer " + typo).get("/v1/whoami").then(),
        401,
        "invalid_key");
    assertEquals(0, TestKeys.calls(key.id()));
  }

  @Test
  void refusalsKeepTheirReasonAndAreRemembered() {
    for (String reason : List.of("revoked", "expired", "disabled")) {
      ApiKey key = key(reason);
      Problems.problem(bearer(key), 401, "key_" + reason);
      Problems.problem(bearer(key), 401, "key_" + reason);
      assertEquals(1, TestKeys.calls(key.id()));
    }
    Problems.problem(bearer(key("unknown")), 401, "invalid_key");
  }

  @Test
  void keyThatIsEnabledAgainIsLetInAsSoonAsTheFeedTells() {
    ApiKey key = key("disabled");
    ApiKey other = key("disabled");
    Problems.problem(bearer(key), 401, "key_disabled");
    Problems.problem(bearer(other), 401, "key_disabled");
    TestKeys.enable(key.id());
    Problems.problem(bearer(key), 401, "key_disabled");

    changes.revoked(Target.KEY, key.id());

    bearer(key).statusCode(200);
    Problems.problem(bearer(other), 401, "key_disabled");
    assertEquals(1, TestKeys.calls(other.id()), "of others nothing was told");
  }

  @Test
  void answerToAQuestionFromBeforeAChangeIsNotRemembered() throws Exception {
    ApiKey key = key("tardy");
    try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
      Future<Integer> first = thread.submit(() -> bearer(key).extract().statusCode());
      Awaitility.await().until(() -> TestKeys.calls(key.id()) == 1);
      changes.revoked(Target.KEY, key.id());
      assertEquals(401, first.get());
    }
    TestKeys.enable(key.id());
    bearer(key).statusCode(200);
  }

  @Test
  void changeOfAPartnerAndACopyThatIsFilledAnewMayConcernAnyKey() {
    ApiKey key = key("disabled");
    for (Runnable told :
        List.<Runnable>of(
            () -> changes.revoked(Target.PARTNER, "partner-1"), () -> changes.refilled())) {
      int before = TestKeys.calls(key.id());
      bearer(key).statusCode(401);
      told.run();
      bearer(key).statusCode(401);
      assertEquals(before + 2, TestKeys.calls(key.id()));
      told.run();
    }
  }

  @Test
  void endsOfLoginsAreNoChangesOfKeys() {
    ApiKey key = key("disabled");
    bearer(key).statusCode(401);
    for (Target target : List.of(Target.TOKEN, Target.SESSION, Target.USER, Target.REALM)) {
      changes.revoked(target, key.id());
      bearer(key).statusCode(401);
    }
    assertEquals(1, TestKeys.calls(key.id()));
  }

  @Test
  void manyFirstRequestsOfOneKeyAreOneExchange() throws Exception {
    // Slow, so that all are there before the first answer is.
    ApiKey key = key("slow");
    List<Callable<Integer>> requests = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      requests.add(() -> bearer(key).extract().statusCode());
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(40)) {
      for (Future<Integer> answer : threads.invokeAll(requests)) {
        assertEquals(200, answer.get());
      }
    }
    assertEquals(1, TestKeys.calls(key.id()));
  }

  @Test
  void warmKeyGoesOnAndColdKeyWaitsWhileAuthServiceIsAway() {
    ApiKey warm = key("");
    ApiKey cold = key("");
    bearer(warm).statusCode(200);
    TestKeys.away(true);
    bearer(warm).statusCode(200);
    Problems.problem(bearer(cold), 503, "dependency_unavailable")
        .header("Retry-After", notNullValue());
    TestKeys.away(false);
    bearer(cold).statusCode(200);
  }

  @Test
  void nonsenseFromAuthServiceIs503AndNoWordAboutTheKey() {
    Problems.problem(bearer(key("broken")), 503, "dependency_unavailable");
  }

  @Test
  void tokenOfAnotherKeyIsNotTaken() {
    Problems.problem(bearer(key("foreign")), 503, "dependency_unavailable");
  }

  @Test
  void keyIsGoodOnlyFromItsAddresses() {
    ApiKey narrow = key("narrow");
    Problems.problem(bearer(narrow), 403, "ip_not_allowed");
    Problems.problem(bearer(narrow), 403, "ip_not_allowed");
    Problems.problem(
        given()
            .header("X-Forwarded-For", "203.0.113.7")
            .header("Forwarded", "for=203.0.113.7")
            .header("Authorization", "Bearer " + narrow.reveal())
            .get("/v1/whoami")
            .then(),
        403,
        "ip_not_allowed");
    bearer(key("local")).statusCode(200);
  }

  @Test
  void tokenThatEndsIsRenewed() {
    ApiKey key = key("brief");
    bearer(key).statusCode(200);
    Awaitility.await()
        .atMost(Duration.ofSeconds(8))
        .until(() -> {
          bearer(key).statusCode(200);
          return TestKeys.calls(key.id()) >= 2;
        });
  }

  @Test
  void keyThatWasJustChangedIsExchangedAnewAtOnce() {
    ApiKey key = key("");
    for (int change = 1; change <= 3; change++) {
      bearer(key).statusCode(200);
      assertEquals(change, TestKeys.calls(key.id()));
      revoked.endToken(key.id());
    }
    bearer(key).statusCode(200);
  }

  @Test
  void keyWhoseNextTokenIsDeadTooIsAskedAboutOnceASecondAndNotInARow() {
    ApiKey key = key("");
    bearer(key).statusCode(200);
    revoked.answer(key.id(), Verdict.REVOKED);
    long began = System.nanoTime();
    for (int i = 0; i < 20; i++) {
      Problems.problem(bearer(key), 401, "key_revoked");
    }
    long seconds = Duration.ofNanos(System.nanoTime() - began).toSeconds();
    assertTrue(TestKeys.calls(key.id()) <= 2 + seconds, "asked in a row");
    // After everybody was turned away a token that is got in the next second is alive.
    int before = TestKeys.calls(key.id());
    Awaitility.await()
        .atMost(Duration.ofSeconds(4))
        .until(() -> {
          bearer(key);
          return TestKeys.calls(key.id()) > before;
        });
  }

  private static ApiKey key(String what) {
    String filler = ApiKey.generate("test", RANDOM).id().replaceAll("[a-z]", "0");
    return ApiKey.generate("test", what + filler.substring(what.length()), RANDOM);
  }

  private static ValidatableResponse bearer(ApiKey key) {
    return given().header("Authorization", "Bearer " + key.reveal()).get("/v1/whoami").then();
  }
}
