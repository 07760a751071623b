package io.gatehouse.e2e.matrix;

import io.gatehouse.e2e.api.OrdersApi;
import io.gatehouse.e2e.api.WithinASecond;
import io.gatehouse.e2e.people.People;
import io.gatehouse.e2e.people.Tokens;
import io.gatehouse.e2e.realm.Newcomer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A single-page or mobile app, for its user: JWT; ended by the token, the session or the user. */
class SinglePageOrMobileAppTest {

  private final Newcomer person = new Newcomer().becomes("customer");

  @AfterEach
  void gone() {
    person.close();
  }

  @Test
  void oneTokenIsRefusedAndTheNextOneIsNot() {
    Tokens tokens = login();
    OrdersApi app = new OrdersApi(tokens.access());
    app.list().then().statusCode(200);

    Ledger.revoke("token", Tokens.claims(tokens.access()).getString("jti"))
        .answered(401, () -> app.list().statusCode());

    new OrdersApi(login().access()).list().then().statusCode(200);
  }

  @Test
  void oneSessionIsOutAndTheOtherIsNot() {
    Tokens here = login();
    OrdersApi elsewhere = new OrdersApi(login().access());
    OrdersApi app = new OrdersApi(here.access());
    app.list().then().statusCode(200);

    Ledger.revoke("session", Tokens.claims(here.access()).getString("sid"))
        .answered(401, () -> app.list().statusCode());

    elsewhere.list().then().statusCode(200);
  }

  @Test
  void userIsOutInEveryApp() {
    OrdersApi here = new OrdersApi(login().access());
    OrdersApi elsewhere = new OrdersApi(login().access());
    here.list().then().statusCode(200);
    elsewhere.list().then().statusCode(200);

    WithinASecond revoked = Ledger.revoke("user", person.id);

    revoked.answered(401, () -> here.list().statusCode());
    revoked.answered(401, () -> elsewhere.list().statusCode());
  }

  private Tokens login() {
    return People.atTheSpa(person.name, Newcomer.PASSWORD, "openid orders:read");
  }
}
