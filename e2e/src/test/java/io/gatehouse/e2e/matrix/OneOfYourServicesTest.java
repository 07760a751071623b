package io.gatehouse.e2e.matrix;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gatehouse.e2e.api.AuthApi;
import io.gatehouse.e2e.api.OrdersApi;
import io.gatehouse.e2e.people.People;
import io.gatehouse.e2e.people.Person;
import io.gatehouse.e2e.stack.Deployment;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One of our services: service token; ended by revoking the client. */
class OneOfYourServicesTest {

  @Test
  void tokensOfAServiceAreOutAndTheServiceHelpsItselfToANewOne() {
    String token = People.service("orders-service");
    assertEquals(200, snapshot(token));

    Ledger.revoke("client", "orders-service").answered(401, () -> snapshot(token));

    // What it holds itself was issued before, too: it must get another to exchange a new key.
    AuthApi ada = new AuthApi(People.atTheTerminal(Person.ADA).access());
    String key = ada.createKey(ada.createPartner(List.of("orders:read")), "orders:read").secret();
    Ledger.expectSoon(200, () -> new OrdersApi(key).list().statusCode());
  }

  private static int snapshot(String token) {
    return given()
        .auth()
        .oauth2(token)
        .get(Deployment.AUTH + "/v1/revocations/snapshot?nonce=a-nonce-of-nobody-in-particular")
        .statusCode();
  }
}
