package io.gatehouse.orders.order;

import io.gatehouse.guard.caller.Caller;
import io.gatehouse.guard.caller.Origin.BrowserSession;
import io.gatehouse.guard.caller.Origin.DelegatedToken;
import io.gatehouse.guard.caller.Origin.PartnerKey;
import io.gatehouse.guard.caller.Origin.ServiceToken;
import io.gatehouse.guard.caller.Origin.UserToken;
import java.util.Optional;

/**
 * Who may do what with which order, all of it, in one place (OWASP API1:2023, broken object level
 * authorization). Scopes have been checked before, at the endpoint; this is about the objects.
 *
 * <p>Roles add up: each gives, none takes away. {@code customer} has orders of their own; {@code
 * support} sees all and changes nothing by that role; {@code admin} sees all, ships and cancels
 * all. A partner has its own orders, whichever of its keys asks. A third-party app stands where its
 * user stands as a customer, never higher: its caller has no roles. Services have no business with
 * orders.
 */
public final class OrderPolicy {

  private OrderPolicy() {}

  /** What the caller may see. Everything else does not exist for it. */
  public static Sight sightOf(Caller caller) {
    if (actsAsPerson(caller) && (caller.hasRole("support") || caller.hasRole("admin"))) {
      return new Sight.Everything();
    }
    return ownerBehind(caller).<Sight>map(Sight.OnlyOf::new).orElseGet(Sight.Nothing::new);
  }

  /** Whose an order is that the caller places; empty: it may place none. */
  public static Optional<Owner> ownerBehind(Caller caller) {
    return switch (caller.origin()) {
      case UserToken _, BrowserSession _ ->
          caller.hasRole("customer") || caller.hasRole("admin")
              ? Optional.of(Owner.user(caller.subject()))
              : Optional.empty();
      case DelegatedToken _ -> Optional.of(Owner.user(caller.subject()));
      case PartnerKey _ -> Optional.of(Owner.partner(caller.subject()));
      case ServiceToken _ -> Optional.empty();
    };
  }

  /**
   * Whether the caller may do this to an order of this owner, which it can see. Nobody pays for
   * somebody else's order, and only an administrator says that one has left the house.
   */
  static boolean may(Caller caller, OrderAct act, Owner owner) {
    boolean owns = ownerBehind(caller).filter(owner::equals).isPresent();
    boolean administers = actsAsPerson(caller) && caller.hasRole("admin");
    return switch (act) {
      case PAY -> owns;
      case SHIP -> administers;
      case CANCEL -> owns || administers;
    };
  }

  /** Whether roles count: only a person in person has them, however a token may be made up. */
  private static boolean actsAsPerson(Caller caller) {
    return switch (caller.origin()) {
      case UserToken _, BrowserSession _ -> true;
      case DelegatedToken _, PartnerKey _, ServiceToken _ -> false;
    };
  }
}
