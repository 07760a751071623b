package io.gatehouse.e2e.journey;

import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gatehouse.e2e.api.OrdersApi;
import io.gatehouse.e2e.api.Refusal;
import io.gatehouse.e2e.people.People;
import io.gatehouse.e2e.people.Person;
import io.restassured.response.Response;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** alice and bob log in at Keycloak by code flow and PKCE, as the single-page app does. */
@Order(3)
class UserJourneyTest {

  private static OrdersApi alice = new OrdersApi(null);
  private static OrdersApi bob = new OrdersApi(null);

  @BeforeAll
  static void customersLogIn() {
    alice = new OrdersApi(People.atTheSpa(Person.ALICE).access());
    bob = new OrdersApi(People.atTheSpa(Person.BOB).access());
  }

  @Test
  void customerCreatesListsReadsAndCancelsHerOrders() {
    Response created = alice.create();
    String id = created.then().statusCode(201).extract().path("id");
    created.then().header("Location", org.hamcrest.Matchers.endsWith("/v1/orders/" + id));

    alice.list().then().statusCode(200).body("items.id", hasItem(id));
    String etag =
        alice
            .read(id)
            .then()
            .statusCode(200)
            .body("id", is(id))
            .body("lines.size()", greaterThan(0))
            .header("ETag", notNullValue())
            .extract()
            .header("ETag");

    Refusal.expect(alice.cancel(id, "\"another\""), 412, "precondition_failed");
    alice.cancel(id, etag).then().statusCode(200).body("status", is("cancelled"));
    alice.read(id).then().body("status", is("cancelled")).header("ETag", not(etag));
    Refusal.expect(alice.cancel(id, etag), 409, "conflict");
  }

  @Test
  void createdOrderIsThereOnceHoweverOftenItIsAskedFor() {
    String once = UUID.randomUUID().toString();
    String body = "{\"lines\":[{\"sku\":\"" + OrdersApi.anySku() + "\",\"quantity\":1}]}";

    List<String> ids =
        java.util.stream.IntStream.range(0, 3)
            .mapToObj(i ->
                alice
                    .request()
                    .header("Idempotency-Key", once)
                    .body(body)
                    .post("/v1/orders")
                    .then()
                    .statusCode(201)
                    .extract()
                    .<String>path("id"))
            .distinct()
            .toList();

    assertEquals(1, ids.size());
  }

  @Test
  void whatACustomerMayNotSeeIsByteForByteWhatIsNotThere() {
    String hers = alice.created();
    // The same form as a real one: only that nobody has it.
    String missing = hers.substring(0, hers.length() - 4) + "0000";

    bob.list().then().statusCode(200).body("items.id", not(hasItem(hers)));
    assertSame404(bob.read(hers), bob.read(missing));
    assertSame404(bob.cancel(hers, "\"1\""), bob.cancel(missing, "\"1\""));
    alice.read(hers).then().statusCode(200).body("status", not("cancelled"));
  }

  @Test
  void supportReadsEveryonesOrdersAndChangesNone() {
    String hers = alice.created();
    OrdersApi sam = new OrdersApi(People.atTheSpa(Person.SAM).access());

    String etag = sam.read(hers).then().statusCode(200).extract().header("ETag");

    Refusal.expectInsufficientScope(sam.cancel(hers, etag), "orders:write");
    Refusal.expectInsufficientScope(sam.create(), "orders:write");
  }

  @Test
  void whoamiTellsACustomerWhatHerTokenSays() {
    alice
        .request()
        .get("/v1/whoami")
        .then()
        .statusCode(200)
        .body("origin", is("user"))
        .body("clientId", is("orders-spa"))
        .body("roles", hasItem("customer"))
        .body("scopes", hasItem("orders:write"));
  }

  private static void assertSame404(Response hidden, Response missing) {
    Refusal.expect(missing, 404, "not_found");
    Refusal.expect(hidden, 404, "not_found");
    assertEquals(Refusal.withoutOccasion(missing), Refusal.withoutOccasion(hidden));
    assertEquals(headerNames(missing), headerNames(hidden));
  }

  private static List<String> headerNames(Response response) {
    return response.headers().asList().stream().map(header -> header.getName()).sorted().toList();
  }
}
