package io.gatehouse.orders.catalog;

import io.gatehouse.guard.caller.Caller;
import io.gatehouse.guard.caller.Origin.BrowserSession;
import io.gatehouse.guard.caller.Origin.DelegatedToken;
import io.gatehouse.guard.caller.Origin.PartnerKey;
import io.gatehouse.guard.caller.Origin.ServiceToken;
import io.gatehouse.guard.caller.Origin.UserToken;

/** Who may change what is sold: an administrator in person, whatever another token says. */
final class CatalogPolicy {

  private CatalogPolicy() {}

  static boolean mayChange(Caller caller) {
    return switch (caller.origin()) {
      case UserToken _, BrowserSession _ -> caller.hasRole("admin");
      case DelegatedToken _, PartnerKey _, ServiceToken _ -> false;
    };
  }
}
