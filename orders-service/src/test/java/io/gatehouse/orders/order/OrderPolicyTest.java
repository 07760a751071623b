package io.gatehouse.orders.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatehouse.guard.caller.Caller;
import io.gatehouse.guard.caller.Origin;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OrderPolicyTest {

  private static final Origin USER = new Origin.UserToken("t", "s");
  private static final Origin APP = new Origin.DelegatedToken("t", "s");
  private static final Origin KEY = new Origin.PartnerKey("t", "k", "live");
  private static final Origin SERVICE = new Origin.ServiceToken("t");
  private static final Origin SESSION = new Origin.BrowserSession("h", "s");

  @Test
  void rolesCountForPeopleInPersonOnly() {
    for (String role : List.of("support", "admin")) {
      assertEquals(new Sight.Everything(), sight("x", USER, role));
      assertEquals(new Sight.Everything(), sight("x", SESSION, role));
      assertEquals(new Sight.OnlyOf(Owner.user("x")), sight("x", APP, role));
      assertEquals(new Sight.OnlyOf(Owner.partner("x")), sight("x", KEY, role));
      assertEquals(new Sight.Nothing(), sight("x", SERVICE, role));
    }
  }

  @Test
  void equalIdsOfUserAndPartnerAreDifferentOwners() {
    for (OrderAct act : List.of(OrderAct.PAY, OrderAct.CANCEL)) {
      assertFalse(OrderPolicy.may(caller("x", KEY), act, Owner.user("x")));
      assertFalse(OrderPolicy.may(caller("x", USER, "customer"), act, Owner.partner("x")));
      assertTrue(OrderPolicy.may(caller("x", KEY), act, Owner.partner("x")));
    }
  }

  @Test
  void supportChangesNothingNotEvenWhatCarriesItsName() {
    for (OrderAct act : OrderAct.values()) {
      assertFalse(OrderPolicy.may(caller("sam", USER, "support"), act, Owner.user("sam")));
    }
    assertEquals(Optional.empty(), OrderPolicy.ownerBehind(caller("sam", USER, "support")));
  }

  @Test
  void supportWhoIsAlsoACustomerChangesTheirOwnOrdersOnly() {
    Caller both = caller("sam", USER, "support", "customer");
    assertTrue(OrderPolicy.may(both, OrderAct.CANCEL, Owner.user("sam")));
    assertFalse(OrderPolicy.may(both, OrderAct.CANCEL, Owner.user("alice")));
  }

  @Test
  void servicesHaveNoOrdersAndChangeNone() {
    assertEquals(Optional.empty(), OrderPolicy.ownerBehind(caller("s", SERVICE, "admin")));
    for (OrderAct act : OrderAct.values()) {
      assertFalse(OrderPolicy.may(caller("s", SERVICE, "admin"), act, Owner.user("s")));
    }
  }

  @Test
  void onlyAnAdministratorInPersonShipsAndNobodyPaysForAnother() {
    assertTrue(OrderPolicy.may(caller("ada", USER, "admin"), OrderAct.SHIP, Owner.user("x")));
    assertTrue(OrderPolicy.may(caller("ada", SESSION, "admin"), OrderAct.SHIP, Owner.user("x")));
    assertFalse(OrderPolicy.may(caller("ada", APP, "admin"), OrderAct.SHIP, Owner.user("ada")));
    assertFalse(OrderPolicy.may(caller("x", USER, "customer"), OrderAct.SHIP, Owner.user("x")));
    assertFalse(OrderPolicy.may(caller("x", KEY), OrderAct.SHIP, Owner.partner("x")));
    assertFalse(OrderPolicy.may(caller("ada", USER, "admin"), OrderAct.PAY, Owner.user("x")));
    assertTrue(OrderPolicy.may(caller("ada", USER, "admin"), OrderAct.PAY, Owner.user("ada")));
  }

  private static Sight sight(String subject, Origin origin, String... roles) {
    return OrderPolicy.sightOf(caller(subject, origin, roles));
  }

  private static Caller caller(String subject, Origin origin, String... roles) {
    return new Caller(
        subject, origin, "client", null, Set.of(), Set.of(roles), Instant.EPOCH, Instant.MAX);
  }
}
