package io.gatehouse.orders.order;

import static io.restassured.http.ContentType.JSON;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.gatehouse.orders.Callers;
import io.gatehouse.orders.SampleOrders;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** {@code POST /v1/orders} with an Idempotency-Key: 201 again, or 422. */
@QuarkusTest
class PlaceOrderTwiceTest {

  private final String key = UUID.randomUUID().toString();

  @Test
  void sameKeyAndOrderGetTheFirstAnswerAgainByteForByte() {
    ExtractableResponse<Response> first = place(Callers.alice(), SampleOrders.bolts(3), 201);
    ExtractableResponse<Response> second =
        place(
            Callers.alice(),
            "{ \"note\":null, \"lines\":[{\"quantity\":3,\"sku\":\"BOLT-IRON\"}]}",
            201);
    assertThat(second.asString(), equalTo(first.asString()));
    assertThat(second.header("Location"), equalTo(first.header("Location")));
    assertThat(second.header("ETag"), equalTo(first.header("ETag")));
    assertThat(second.contentType(), equalTo(first.contentType()));
  }

  @Test
  void firstAnswerIsGivenEvenWhenTheOrderHasChangedSince() {
    ExtractableResponse<Response> first = place(Callers.alice(), SampleOrders.bolts(3), 201);
    Callers.alice()
        .header("If-Match", first.header("ETag"))
        .post(first.header("Location") + "/cancel")
        .then()
        .statusCode(200);
    assertThat(
        place(Callers.alice(), SampleOrders.bolts(3), 201).asString(), equalTo(first.asString()));
  }

  @Test
  void sameKeyWithAnotherOrderIs422() {
    place(Callers.alice(), SampleOrders.bolts(3), 201);
    Callers.alice()
        .header("Idempotency-Key", key)
        .contentType(JSON)
        .body(SampleOrders.bolts(4))
        .post("/v1/orders")
        .then()
        .statusCode(422)
        .body("code", equalTo("idempotency_key_reused"));
  }

  @Test
  void aRefusedOrderDoesNotUseUpTheKey() {
    place(Callers.alice(), "{\"lines\":[{\"sku\":\"NO-SUCH-THING\",\"quantity\":1}]}", 400);
    place(Callers.alice(), SampleOrders.bolts(3), 201);
  }

  @Test
  void keysOfDifferentCallersNeverMeet() {
    String alices = place(Callers.alice(), SampleOrders.bolts(3), 201).path("id");
    String bobs = place(Callers.bob(), SampleOrders.bolts(4), 201).path("id");
    String apps = place(Callers.appOf("alice", Callers.ALL), SampleOrders.bolts(5), 201).path("id");
    String partners = place(Callers.partner("alice", "k1"), SampleOrders.bolts(6), 201).path("id");
    assertThat(Set.of(alices, bobs, apps, partners), hasSize(4));
  }

  @Test
  void bothKeysOfAPartnerShareItsIdempotencyKeys() {
    String one = place(Callers.partner("acme", "k1"), SampleOrders.bolts(3), 201).path("id");
    String two = place(Callers.partner("acme", "k2"), SampleOrders.bolts(3), 201).path("id");
    assertThat(two, equalTo(one));
  }

  @Test
  void twentyAtOnceMakeExactlyOneOrder() throws Exception {
    String somebody = SampleOrders.somebody();
    CountDownLatch start = new CountDownLatch(1);
    List<Future<String>> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(20)) {
      for (int i = 0; i < 20; i++) {
        answers.add(
            threads.submit(() -> {
              start.await();
              return place(
                      Callers.user(somebody, "customer", Callers.ALL), SampleOrders.bolts(3), 201)
                  .asString();
            }));
      }
      start.countDown();
    }
    List<String> bodies = new ArrayList<>();
    for (Future<String> answer : answers) {
      bodies.add(answer.get());
    }
    assertThat(bodies, hasSize(20));
    assertThat(Set.copyOf(bodies), hasSize(1));
    Callers.user(somebody, "customer", Callers.ALL)
        .get("/v1/orders")
        .then()
        .body("items", hasSize(1));
  }

  private ExtractableResponse<Response> place(
      RequestSpecification caller, String body, int status) {
    return caller
        .header("Idempotency-Key", key)
        .contentType(JSON)
        .body(body)
        .post("/v1/orders")
        .then()
        .statusCode(status)
        .extract();
  }
}
