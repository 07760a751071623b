package io.gatehouse.e2e.matrix;

import io.gatehouse.e2e.api.AuthApi;
import io.gatehouse.e2e.api.AuthApi.Key;
import io.gatehouse.e2e.api.OrdersApi;
import io.gatehouse.e2e.api.WithinASecond;
import io.gatehouse.e2e.people.People;
import io.gatehouse.e2e.people.Person;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A partner's machine: API key; ended by revoking the key, or the partner. */
class PartnersMachineTest {

  private final AuthApi ada = new AuthApi(People.atTheTerminal(Person.ADA).access());
  private final String partner = ada.createPartner(List.of("orders:read"));

  @Test
  void machineGetsInByItsKeyAndIsOutWhenThatIsRevoked() {
    Key key = ada.createKey(partner, "orders:read");
    Key other = ada.createKey(partner, "orders:read");
    OrdersApi machine = new OrdersApi(key.secret());
    machine.list().then().statusCode(200);

    ada.revoke(key);

    WithinASecond.of("key revoked").answered(401, () -> machine.list().statusCode());
    new OrdersApi(other.secret()).list().then().statusCode(200);
  }

  @Test
  void everyMachineOfAPartnerIsOutWhenThePartnerIs() {
    OrdersApi one = new OrdersApi(ada.createKey(partner, "orders:read").secret());
    OrdersApi another = new OrdersApi(ada.createKey(partner, "orders:read").secret());
    one.list().then().statusCode(200);
    another.list().then().statusCode(200);

    WithinASecond revoked = Ledger.revoke("partner", partner);

    revoked.answered(401, () -> one.list().statusCode());
    revoked.answered(401, () -> another.list().statusCode());
  }
}
