package io.gatehouse.orders.order;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.gatehouse.orders.Callers;
import io.gatehouse.orders.Revoked;
import io.gatehouse.orders.SampleOrders;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /v1/orders/{id}/pay|ship|cancel}: 200, 409, 412, 428. */
@QuarkusTest
class ChangeOrderTest {

  @Inject EntityManager database;
  @Inject Revoked revoked;

  private ExtractableResponse<Response> placed;
  private String cancel;

  @BeforeEach
  void place() {
    placed = SampleOrders.placedBy(Callers.alice());
    cancel = placed.header("Location") + "/cancel";
  }

  @Test
  void ok200OwnOrderIsCancelledAndHasANewEtag() {
    ExtractableResponse<Response> cancelled =
        Callers.alice()
            .header("If-Match", placed.header("ETag"))
            .post(cancel)
            .then()
            .statusCode(200)
            .body("status", equalTo("cancelled"))
            .extract();
    Response read = Callers.alice().get(placed.header("Location"));
    assertThat(read.asString(), equalTo(cancelled.asString()));
    assertThat(read.header("ETag"), equalTo(cancelled.header("ETag")));
    assertThat(read.header("ETag"), not(equalTo(placed.header("ETag"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PAID"})
  void ok200PaidOrderCanStillBeCancelled(String status) {
    set(status);
    Callers.alice().header("If-Match", "*").post(cancel).then().statusCode(200);
  }

  /** Others go on until 5 s, by the configured bound. */
  @Test
  void unavailable503NobodyPaysWhileRevocationsAreThreeSecondsBehind() {
    String order = placed.header("Location");
    revoked.age(Duration.ofMillis(3001));
    try {
      Callers.alice()
          .header("If-Match", "*")
          .post(order + "/pay")
          .then()
          .statusCode(503)
          .body("code", equalTo("revocation_state_stale"));
      Callers.alice().get(order).then().body("status", equalTo("placed"));
      Callers.alice().header("If-Match", "*").post(cancel).then().statusCode(200);
    } finally {
      revoked.age(Duration.ZERO);
    }
  }

  @Test
  void ok200AnOrderIsPaidByItsOwnerAndShippedByAnAdministratorEachStepWithItsOwnEtag() {
    String order = placed.header("Location");
    Response paid = Callers.alice().header("If-Match", placed.header("ETag")).post(order + "/pay");
    paid.then().statusCode(200).body("status", equalTo("paid"));
    // The version that alice read is history: nobody ships what they have not looked at.
    Callers.ada()
        .header("If-Match", placed.header("ETag"))
        .post(order + "/ship")
        .then()
        .statusCode(412);
    Response shipped = Callers.ada().header("If-Match", paid.header("ETag")).post(order + "/ship");
    shipped.then().statusCode(200).body("status", equalTo("shipped"));
    Callers.alice()
        .get(order)
        .then()
        .body("status", equalTo("shipped"))
        .header("ETag", equalTo(shipped.header("ETag")));
  }

  @ParameterizedTest
  @CsvSource({
    "PAID,pay",
    "SHIPPED,pay",
    "CANCELLED,pay",
    "PLACED,ship",
    "SHIPPED,ship",
    "CANCELLED,ship"
  })
  void conflict409NoStepIsSkippedOrDoneTwice(String status, String act) {
    set(status);
    RequestSpecification who = act.equals("ship") ? Callers.ada() : Callers.alice();
    who.header("If-Match", "*")
        .post(placed.header("Location") + "/" + act)
        .then()
        .statusCode(409)
        .body("code", equalTo("conflict"));
    Callers.alice()
        .get(placed.header("Location"))
        .then()
        .body("status", equalTo(OrderStatus.valueOf(status).label()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"SHIPPED", "CANCELLED"})
  void conflict409OnceShippedOrCancelledItStays(String status) {
    set(status);
    Callers.alice()
        .header("If-Match", placed.header("ETag"))
        .post(cancel)
        .then()
        .statusCode(409)
        .body("code", equalTo("conflict"));
    Callers.alice()
        .get(placed.header("Location"))
        .then()
        .body("status", equalTo(OrderStatus.valueOf(status).label()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"99\"", "nonsense", "W/%s", ",", "\"0"})
  void stale412OtherVersionChangesNothing(String ifMatch) {
    Callers.alice()
        .header("If-Match", ifMatch.formatted(placed.header("ETag")))
        .post(cancel)
        .then()
        .statusCode(412)
        .body("code", equalTo("precondition_failed"));
    Callers.alice().get(placed.header("Location")).then().body("status", equalTo("placed"));
  }

  @Test
  void missing428NobodyCancelsWhatTheyHaveNotRead() {
    Callers.alice()
        .post(cancel)
        .then()
        .statusCode(428)
        .body("code", equalTo("precondition_required"));
    Callers.alice().get(placed.header("Location")).then().body("status", equalTo("placed"));
  }

  /** All ten have read the order as placed, or wait to, when the first of them may write. */
  @Test
  void ofTenAtOnceExactlyOneCancels() throws Exception {
    List<Future<Integer>> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(10)) {
      QuarkusTransaction.requiringNew()
          .run(() -> {
            database
                .createNativeQuery("select 1 from orders where id = ?1 for update")
                .setParameter(1, placed.<String>path("id"))
                .getSingleResult();
            for (int i = 0; i < 10; i++) {
              answers.add(threads.submit(this::cancelWithFirstEtag));
            }
            await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
          });
    }
    List<Integer> statuses = new ArrayList<>();
    for (Future<Integer> answer : answers) {
      statuses.add(answer.get());
    }
    assertThat(Collections.frequency(statuses, 200), equalTo(1));
    assertThat(Collections.frequency(statuses, 409), equalTo(9));
  }

  private int cancelWithFirstEtag() {
    return Callers.alice().header("If-Match", placed.header("ETag")).post(cancel).statusCode();
  }

  private void set(String status) {
    QuarkusTransaction.requiringNew()
        .run(() ->
            database
                .createNativeQuery("update orders set status = ?1 where id = ?2")
                .setParameter(1, status)
                .setParameter(2, placed.<String>path("id"))
                .executeUpdate());
  }
}
