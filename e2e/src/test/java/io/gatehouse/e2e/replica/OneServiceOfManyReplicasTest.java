package io.gatehouse.e2e.replica;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatehouse.e2e.api.OrdersApi;
import io.gatehouse.e2e.people.People;
import io.gatehouse.e2e.people.Person;
import io.gatehouse.e2e.people.ProofKey;
import io.gatehouse.e2e.replica.EventReader.Event;
import io.gatehouse.e2e.stack.Deployment;
import io.gatehouse.e2e.stack.OrdersReplicas;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Three processes of orders-service behind one name: what one was told, the others know. */
@Order(8)
class OneServiceOfManyReplicasTest {

  /** A change that nobody tells of would stay unseen for 30 s. */
  private static final Duration TOLD = Duration.ofSeconds(10);

  private final String sku = OrdersApi.anySku();
  private List<String> replicas = List.of();

  @BeforeEach
  void threeReplicas() {
    replicas = OrdersReplicas.urls();
  }

  @Test
  void proofThatOneReplicaTookIsRefusedByTheOthers() {
    ProofKey key = new ProofKey();
    String token = People.boundTo(key, Person.BOB, "openid orders:read").access();
    String proof = key.proof("GET", Deployment.ORDERS + "/v1/whoami", token);

    show(replicas.getFirst(), token, proof).then().statusCode(200);

    for (String replica : replicas) {
      show(replica, token, proof)
          .then()
          .statusCode(401)
          .body("code", equalTo("invalid_dpop_proof"));
    }
    String another = key.proof("GET", Deployment.ORDERS + "/v1/whoami", token);
    show(replicas.getLast(), token, another).then().statusCode(200);
  }

  @Test
  void changeOfTheCatalogAtOneReplicaIsSeenAtEachOther() {
    Map<String, Object> item = given().get(replicas.getFirst() + "/v1/catalog").path("items[-1]");
    String renamed = String.valueOf(item.get("sku"));
    String name = "Renamed " + UUID.randomUUID();
    // Each has the page of before, and serves it without asking anybody.
    replicas.forEach(replica -> assertEquals(item.get("name"), nameOf(replica, renamed)));
    try {
      rename(replicas.getLast(), renamed, name, item);

      for (String replica : replicas) {
        Awaitility.await("the new name at " + replica)
            .atMost(TOLD)
            .until(() -> name.equals(nameOf(replica, renamed)));
      }
    } finally {
      rename(replicas.getFirst(), renamed, String.valueOf(item.get("name")), item);
    }
  }

  @Test
  void streamThatOneReplicaBeganGoesOnAtAnotherWithoutLossOrRepetition() throws Exception {
    String token = People.atTheSpa(Person.BOB, "openid orders:read orders:write").access();
    Event first;
    try (EventReader stream = new EventReader(replicas.getFirst(), token, null)) {
      assertEquals("open", stream.next().name());
      String order = placed(replicas.getLast(), token, UUID.randomUUID().toString());
      first = stream.next();
      assertTrue(first.data().contains(order), first.data());
    }
    String missed = placed(replicas.getFirst(), token, UUID.randomUUID().toString());
    try (EventReader stream = new EventReader(replicas.getLast(), token, first.id())) {
      assertEquals("open", stream.next().name());
      Event next = stream.next();
      assertEquals("created", next.name());
      assertTrue(next.data().contains(missed), next.data());
    }
  }

  @Test
  void orderThatIsSentToEachReplicaAtOnceIsPlacedOnce() throws Exception {
    String token = People.atTheSpa(Person.BOB).access();
    String key = UUID.randomUUID().toString();
    Set<String> orders = new HashSet<>();
    try (ExecutorService senders = Executors.newFixedThreadPool(replicas.size())) {
      List<Callable<String>> all =
          replicas.stream()
              .<Callable<String>>map(replica -> () -> placed(replica, token, key))
              .toList();
      for (Future<String> one : senders.invokeAll(all)) {
        orders.add(one.get());
      }
    }
    assertEquals(1, orders.size(), orders::toString);
  }

  private static Response show(String replica, String token, String proof) {
    return given()
        .header("Authorization", "DPoP " + token)
        .header("DPoP", proof)
        .get(replica + "/v1/whoami");
  }

  private String placed(String replica, String token, String idempotencyKey) {
    return given()
        .auth()
        .oauth2(token)
        .contentType("application/json")
        .header("Idempotency-Key", idempotencyKey)
        .body(Map.of("lines", List.of(Map.of("sku", sku, "quantity", 1))))
        .post(replica + "/v1/orders")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  private static String nameOf(String replica, String sku) {
    return given()
        .get(replica + "/v1/catalog")
        .then()
        .statusCode(200)
        .extract()
        .path("items.find { it.sku == '" + sku + "' }.name");
  }

  private static void rename(String replica, String sku, String name, Map<String, Object> item) {
    given()
        .auth()
        .oauth2(People.atTheSpa(Person.ADA).access())
        .contentType("application/json")
        .body(Map.of("name", name, "price", item.get("price")))
        .put(replica + "/v1/catalog/" + sku)
        .then()
        .statusCode(200);
  }
}
