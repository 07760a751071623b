package io.gatehouse.e2e.journey;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.gatehouse.e2e.api.AuthApi;
import io.gatehouse.e2e.api.Exchange;
import io.gatehouse.e2e.api.OrdersApi;
import io.gatehouse.e2e.api.Refusal;
import io.gatehouse.e2e.people.People;
import io.gatehouse.e2e.people.Person;
import io.gatehouse.e2e.people.Tokens;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Credentials that orders-service must not take. Each is a real one: issued, and signed. */
@Order(4)
class RefusedCredentialTest {

  @Test
  void noCredentialIsToldHowToComeBack() {
    Response refused = new OrdersApi(null).list();

    // RFC 6750 §3.1: with no credential there is no error to name.
    Refusal.expect(refused, 401, "credential_missing")
        .header("WWW-Authenticate", not(containsString("error=")));
  }

  @Test
  void tokenForAnotherAudienceIsRefused() {
    String forAuthService = People.atTheTerminal(Person.ADA).access();
    assertThat(Tokens.claims(forAuthService).get("aud").toString(), containsString("auth-service"));

    refusedAsInvalid(forAuthService);
  }

  @Test
  void ordersTokenOpensNothingAtAuthService() {
    String forOrders = People.atTheSpa(Person.ALICE).access();

    Refusal.expect(new AuthApi(forOrders).request().get("/v1/partners"), 401, "invalid_token");
  }

  @Test
  void idTokenIsNoAccessToken() {
    refusedAsInvalid(People.atTheSpa(Person.ALICE).id());
  }

  @Test
  void refreshTokenIsNoAccessToken() {
    refusedAsInvalid(People.atTheSpa(Person.ALICE).refresh());
  }

  @Test
  void tokenWithoutAScopeOpensNothing() {
    String login = People.atTheSpa(Person.ALICE, "openid").access();

    Response refused = new OrdersApi(login).list();

    // Without a scope the realm names no audience either: refused as a token, before its scopes.
    Refusal.expect(refused, 401, "invalid_token");
  }

  @Test
  void tokenWithOneCharacterChangedIsRefused() {
    String token = People.atTheSpa(Person.ALICE).access();
    int at = token.lastIndexOf('.') + 10;
    char other = token.charAt(at) == 'A' ? 'B' : 'A';

    refusedAsInvalid(token.substring(0, at) + other + token.substring(at + 1));
  }

  /** A JWT ends with its key, so a key of a few seconds gives a real token that soon is past. */
  @Test
  void tokenPastItsEndIsRefusedAsExpired() {
    AuthApi ada = new AuthApi(People.atTheTerminal(Person.ADA).access());
    String partner = ada.createPartner(List.of("orders:read"));
    Instant end = Instant.now().plusSeconds(8);
    AuthApi.Key key =
        ada.createKey(
            partner,
            Map.of(
                "name",
                "short",
                "environment",
                "test",
                "scopes",
                List.of("orders:read"),
                "expiresAt",
                end.toString()));
    String token = Exchange.forOrdersService(key.secret());
    OrdersApi machine = new OrdersApi(token);
    machine.list().then().statusCode(200);

    await()
        .atMost(Duration.between(Instant.now(), end).plusSeconds(15))
        .until(() -> machine.list().statusCode() == 401);

    Refusal.expect(machine.list(), 401, "token_expired")
        .header("WWW-Authenticate", containsString("error=\"invalid_token\""));
    Refusal.expect(new OrdersApi(key.secret()).list(), 401, "key_expired");
  }

  @Test
  void twoCredentialsInOneRequestAreRefused() {
    Response refused =
        new OrdersApi(People.atTheSpa(Person.ALICE).access())
            .request()
            .header("X-API-Key", "gk_test_" + "0".repeat(65))
            .get("/v1/orders");

    Refusal.expect(refused, 400, "multiple_credentials");
  }

  private static void refusedAsInvalid(String token) {
    Refusal.expect(new OrdersApi(token).list(), 401, "invalid_token")
        .header("WWW-Authenticate", containsString("error=\"invalid_token\""))
        .body("detail", not(is(token)));
  }
}
