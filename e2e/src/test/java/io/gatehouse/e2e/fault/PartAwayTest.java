package io.gatehouse.e2e.fault;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;

import io.gatehouse.e2e.api.AuthApi;
import io.gatehouse.e2e.api.Health;
import io.gatehouse.e2e.api.OrdersApi;
import io.gatehouse.e2e.api.Refusal;
import io.gatehouse.e2e.desk.PlainDesk;
import io.gatehouse.e2e.people.People;
import io.gatehouse.e2e.people.Person;
import io.gatehouse.e2e.realm.LoginToEndLater;
import io.gatehouse.e2e.stack.Deployment;
import io.gatehouse.e2e.stack.Part;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A part is away: callers are told when to come back, and all heals without a restart. */
@Order(9)
@Timeout(240)
class PartAwayTest {

  private static final Duration SOON = Duration.ofSeconds(15);
  private static final Duration RECOVERY = Duration.ofSeconds(60);
  private final Health authService = new Health(Deployment.AUTH);
  private final Health ordersService = new Health(Deployment.ORDERS);
  private final Health adminService = new Health(Deployment.ADMIN);

  private OrdersApi alice = new OrdersApi(null);
  private AuthApi ada = new AuthApi("");

  @BeforeEach
  void everythingIsThere() {
    Part.assumeOurs();
    for (Health service : List.of(authService, ordersService, adminService)) {
      service.expectReady(RECOVERY);
    }
    OrdersApi.anySku();
    alice = new OrdersApi(People.atTheSpa(Person.ALICE).access());
    ada = new AuthApi(People.atTheTerminal(Person.ADA).access());
    alice.list().then().statusCode(200);
  }

  @Test
  void withoutPostgresCallersAreToldToComeBackAndItHeals() {
    try (Part.Away away = Part.POSTGRES.takeAway()) {
      tellsToComeBack(alice.list());
      tellsToComeBack(alice.create());
      tellsToComeBack(ada.request().get("/v1/partners"));
      ordersService.expectLiveButNotReady(SOON);
      authService.expectLiveButNotReady(SOON);
    }
    heals(() -> alice.list().statusCode());
    heals(() -> ada.request().get("/v1/partners").statusCode());
    ordersService.expectReady(RECOVERY);
    authService.expectReady(RECOVERY);
    heals(PartAwayTest::login);
  }

  @Test
  void withoutRedisOrdersGoOnAndRevocationsStillArrive() {
    AuthApi.Key key = ada.createKey(ada.createPartner(List.of("orders:read")), "orders:read");
    OrdersApi machine = new OrdersApi(key.secret());
    machine.list().then().statusCode(200);
    PlainDesk desk = PlainDesk.of(Person.ADA);
    try (Part.Away away = Part.REDIS.takeAway()) {
      tellsToComeBackOnAPage(desk.overview());
      alice.list().then().statusCode(200);
      alice.create().then().statusCode(201);

      ada.revoke(key);

      await("revoked without Redis")
          .atMost(Duration.ofSeconds(3))
          .until(() -> machine.list().statusCode(), is(401));
      adminService.expectLiveButNotReady(SOON);
    }
    adminService.expectReady(RECOVERY);
    ordersService.expectReady(RECOVERY);
    Refusal.expect(machine.list(), 401, "key_revoked");
    // The cookie was kept, and so was the record: nobody has to sign in again.
    heals(() -> desk.overview().statusCode());
  }

  @Test
  void withoutKeycloakWhoeverIsInGoesOnANewLoginIsToldToComeBackAndARevokedOneEndsLater() {
    AuthApi.Key key = ada.createKey(ada.createPartner(List.of("orders:read")), "orders:read");
    OrdersApi machine = new OrdersApi(key.secret());
    machine.list().then().statusCode(200);
    PlainDesk desk = PlainDesk.of(Person.ADA);
    try (LoginToEndLater revoked = new LoginToEndLater()) {
      try (Part.Away away = Part.KEYCLOAK.takeAway()) {
        alice.list().then().statusCode(200);
        alice.create().then().statusCode(201);
        machine.list().then().statusCode(200);
        desk.overview().then().statusCode(200);

        Response login = PlainDesk.login();

        tellsToComeBackOnAPage(login);
        login.then().body(containsString("Keycloak"));
        // Most requests need no Keycloak: a service that called itself unready would be a second
        // failure.
        for (Health service : List.of(ordersService, authService, adminService)) {
          service.expectLive();
          service.expectReady(SOON);
        }
        revoked.revokeMeanwhile();
      }
      heals(PartAwayTest::login);
      heals(() -> PlainDesk.login().statusCode() == 303 ? 200 : 0);
      revoked.expectEnded();
    }
  }

  @Test
  void withoutAuthServiceKnownCallersGoOnAndUnknownKeysAreToldToComeBack() {
    String partner = ada.createPartner(List.of("orders:read"));
    OrdersApi known = new OrdersApi(ada.createKey(partner, "orders:read").secret());
    OrdersApi unknown = new OrdersApi(ada.createKey(partner, "orders:read").secret());
    known.list().then().statusCode(200);
    try (Part.Away away = Part.AUTH_SERVICE.takeAway()) {
      known.list().then().statusCode(200);
      alice.list().then().statusCode(200);
      tellsToComeBack(unknown.list());
    }
    heals(() -> unknown.list().statusCode());
  }

  private static int login() {
    People.atTheSpa(Person.BOB, "openid");
    People.service("orders-service");
    return 200;
  }

  /** RFC 9110 §15.6.4 and §10.2.3. */
  private static void tellsToComeBack(Response response) {
    Refusal.expect(response, 503).header("Retry-After", matchesPattern("[0-9]+"));
  }

  /** Of a person at a browser, who cannot read a problem body. */
  private static void tellsToComeBackOnAPage(Response response) {
    response
        .then()
        .statusCode(503)
        .contentType("text/html")
        .header("Retry-After", matchesPattern("[0-9]+"));
  }

  private static void heals(Callable<Integer> status) {
    await("healed without a restart")
        .atMost(RECOVERY)
        .ignoreExceptions()
        .pollInSameThread()
        .until(
            () -> {
              try {
                return status.call();
              } catch (AssertionError notYet) {
                return 0;
              }
            },
            is(200));
  }
}
