package io.gatehouse.e2e.leak;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.gatehouse.e2e.api.AuthApi;
import io.gatehouse.e2e.people.People;
import io.gatehouse.e2e.people.Person;
import io.gatehouse.e2e.stack.Deployment;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Order(7)
class KeyInAddressTest {

  @ParameterizedTest
  @ValueSource(strings = {"/v1/orders", "/v1/partners"})
  void keyInAnAddressIsRefusedAndFlaggedAsLeaked(String path) {
    AuthApi ada = new AuthApi(People.atTheTerminal(Person.ADA).access());
    AuthApi.Key key = ada.createKey(ada.createPartner(List.of("orders:read")), "orders:read");
    given()
        .baseUri(path.equals("/v1/orders") ? Deployment.ORDERS : Deployment.AUTH)
        .queryParam("api_key", key.secret())
        .get(path)
        .then()
        .statusCode(400)
        .body("code", equalTo("credential_in_url"));

    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() ->
            ada.request()
                .queryParam("target", "key")
                .queryParam("targetId", key.id())
                .get("/v1/audit")
                .then()
                .body("items[0].action", equalTo("key.leaked"))
                .body("items[0].after.policy", equalTo("FLAG")));
    ada.request().get("/v1/keys/{id}", key.id()).then().body("state", equalTo("active"));
  }
}
