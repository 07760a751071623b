package io.gatehouse.e2e.journey;

import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatehouse.e2e.api.AuthApi;
import io.gatehouse.e2e.api.AuthApi.Key;
import io.gatehouse.e2e.api.KeyFormat;
import io.gatehouse.e2e.api.Metrics;
import io.gatehouse.e2e.api.OrdersApi;
import io.gatehouse.e2e.api.Refusal;
import io.gatehouse.e2e.people.People;
import io.gatehouse.e2e.people.Person;
import io.gatehouse.e2e.stack.Deployment;
import io.restassured.http.Header;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** A partner's machine comes with an API key that ada made. */
@Order(1)
class PartnerJourneyTest {

  private AuthApi ada = new AuthApi("");
  private String partner = "";

  @BeforeEach
  void adaCreatesAPartner() {
    ada = new AuthApi(People.atTheTerminal(Person.ADA).access());
    partner = ada.createPartner(List.of("orders:read", "orders:write"));
  }

  @Test
  void keyCreatesAndReadsOrdersOfItsPartner() {
    Key key = ada.createKey(partner, "orders:read", "orders:write");
    OrdersApi machine = new OrdersApi(key.secret());

    String order = machine.created();

    machine.read(order).then().statusCode(200).body("id", is(order));
    machine.list().then().statusCode(200).body("items.id", hasItem(order));
    machine
        .request()
        .get("/v1/whoami")
        .then()
        .statusCode(200)
        .body("origin", is("partner"))
        .body("subject", is(partner))
        .body("clientId", is(key.id()))
        .body("scopes", hasItems("orders:read", "orders:write"));
  }

  @Test
  void keyHasItsWrittenFormAndIsShownOnlyOnce() {
    Key key = ada.createKey(partner, "orders:read");

    assertTrue(key.secret().matches("gk_test_[0-9A-Za-z]{65}"), "form of the key");
    Response later = ada.request().get("/v1/keys/{id}", key.id());
    later.then().statusCode(200).body("id", is(key.id())).body("key", nullValue());
    assertTrue(!later.asString().contains(key.secret().substring(24)), "the secret is gone");
  }

  @Test
  void keyWithoutOrdersWriteIsToldWhichScopeItLacks() {
    OrdersApi machine = new OrdersApi(ada.createKey(partner, "orders:read").secret());

    machine.list().then().statusCode(200);
    Refusal.expectInsufficientScope(machine.create(), "orders:write");
  }

  @Test
  void keyCannotBeGivenAScopeThatItsPartnerLacks() {
    String reader = ada.createPartner(List.of("orders:read"));

    Response refused =
        ada.request()
            .body(Map.of("name", "k", "environment", "test", "scopes", List.of("orders:write")))
            .post("/v1/partners/{id}/keys", reader);

    Refusal.expect(refused, 400, "validation_failed").body("errors", not(empty()));
  }

  @Test
  void ordersOfOnePartnerAreNotThereForAnother() {
    OrdersApi first = new OrdersApi(ada.createKey(partner, "orders:read", "orders:write").secret());
    String other = ada.createPartner(List.of("orders:read", "orders:write"));
    OrdersApi second = new OrdersApi(ada.createKey(other, "orders:read").secret());

    String order = first.created();

    Refusal.expect(second.read(order), 404, "not_found");
    second.list().then().statusCode(200).body("items.id", not(hasItem(order)));
  }

  @Test
  void mistypedKeyIsRefusedWithoutAnyCallToAuthService() {
    Key key = ada.createKey(partner, "orders:read");
    Metrics authService = new Metrics(Deployment.AUTH);
    // Others may use the deployment meanwhile; a call for each typo would show every time.
    long calls = Long.MAX_VALUE;
    for (int attempt = 0; attempt < 3 && calls > 0; attempt++) {
      long before = authService.requestsTo("/oauth/token");
      for (int i = 0; i < 5; i++) {
        Refusal.expect(new OrdersApi(KeyFormat.mistyped(key.secret())).list(), 401, "invalid_key");
      }
      calls = authService.requestsTo("/oauth/token") - before;
    }
    assertEquals(0, calls, "exchanges for a typo");
    long before = authService.requestsTo("/oauth/token");
    // The counter is the right one: a key of the right form does cost a call.
    new OrdersApi(key.secret()).list().then().statusCode(200);
    assertTrue(authService.requestsTo("/oauth/token") > before, "exchanges for a real key");
  }

  @Test
  void unknownKeyAndWrongSecretCannotBeToldApart() {
    Key key = ada.createKey(partner, "orders:read");
    Key revoked = ada.createKey(partner, "orders:read");
    ada.revoke(revoked);

    Response unknown = new OrdersApi(KeyFormat.withAnotherId(key.secret())).list();
    Response wrong = new OrdersApi(KeyFormat.withAnotherSecret(key.secret())).list();
    Response dead = new OrdersApi(KeyFormat.withAnotherSecret(revoked.secret())).list();

    Refusal.expect(unknown, 401, "invalid_key")
        .header("WWW-Authenticate", matchesPattern(".*error=\"invalid_token\".*"));
    for (Response other : List.of(wrong, dead)) {
      assertEquals(Refusal.withoutOccasion(unknown), Refusal.withoutOccasion(other));
      assertEquals(headers(unknown), headers(other));
    }
  }

  /** All of them; of the time of day, that there is one. */
  private static Map<String, String> headers(Response response) {
    return response.headers().asList().stream()
        .collect(
            Collectors.toMap(
                Header::getName,
                header -> header.hasSameNameAs(new Header("Date", "")) ? "" : header.getValue()));
  }
}
