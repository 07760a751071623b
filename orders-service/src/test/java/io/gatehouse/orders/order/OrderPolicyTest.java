package io.gatehouse.orders.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatehouse.guard.caller.Caller;
import io.gatehouse.guard.caller.Origin;
import io.gatehouse.orders.catalog.Money;
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
    assertFalse(OrderPolicy.mayChange(caller("x", KEY), orderOf(Owner.user("x"))));
    assertFalse(OrderPolicy.mayChange(caller("x", USER, "customer"), orderOf(Owner.partner("x"))));
    assertTrue(OrderPolicy.mayChange(caller("x", KEY), orderOf(Owner.partner("x"))));
  }

  @Test
  void supportChangesNothingNotEvenWhatCarriesItsName() {
    assertFalse(OrderPolicy.mayChange(caller("sam", USER, "support"), orderOf(Owner.user("sam"))));
    assertEquals(Optional.empty(), OrderPolicy.ownerBehind(caller("sam", USER, "support")));
  }

  @Test
  void supportWhoIsAlsoACustomerChangesTheirOwnOrdersOnly() {
    Caller both = caller("sam", USER, "support", "customer");
    assertTrue(OrderPolicy.mayChange(both, orderOf(Owner.user("sam"))));
    assertFalse(OrderPolicy.mayChange(both, orderOf(Owner.user("alice"))));
  }

  @Test
  void servicesHaveNoOrdersAndChangeNone() {
    assertEquals(Optional.empty(), OrderPolicy.ownerBehind(caller("s", SERVICE, "admin")));
    assertFalse(OrderPolicy.mayChange(caller("s", SERVICE, "admin"), orderOf(Owner.user("s"))));
  }

  private static Sight sight(String subject, Origin origin, String... roles) {
    return OrderPolicy.sightOf(caller(subject, origin, roles));
  }

  private static Caller caller(String subject, Origin origin, String... roles) {
    return new Caller(
        subject, origin, "client", null, Set.of(), Set.of(roles), Instant.EPOCH, Instant.MAX);
  }

  private static Order orderOf(Owner owner) {
    return new Order("id", owner, List.of(), new Money(1, "EUR"), null, Instant.EPOCH);
  }
}
