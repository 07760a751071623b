package io.gatehouse.dev.command;

import io.gatehouse.dev.stack.Addresses;
import io.gatehouse.dev.stack.Layout;
import io.gatehouse.dev.stack.Part;
import io.gatehouse.dev.stack.Port;
import java.time.Duration;
import java.util.List;

/** What a person reads when the stack is up: where it is, who may log in, what to try. */
final class Summary {

  private Summary() {}

  static String of(Layout layout, Addresses addresses, List<Part> parts, Duration took) {
    StringBuilder text = new StringBuilder();
    text.append("\nReady after ").append(UpCommand.time(took)).append(".\n\n");
    for (Part part : parts) {
      text.append("  %-15s %s%n".formatted(part.name(), part.address()));
    }
    String auth = addresses.url(Port.AUTH_SERVICE);
    String spa =
        parts.stream()
            .filter(part -> part.name().equals("spa"))
            .map(Part::address)
            .findFirst()
            .orElse("left out: it takes node and npm to build it");
    String orders = addresses.url(Port.ORDERS_SERVICE);
    text.append(
        """

          dashboard       %1$s
          sample app      %5$s
          somebody else's %6$s
          Keycloak admin  %2$s/admin   (admin / demo-keycloak-admin-password)

          alice, bob      customer   demo-alice-password, demo-bob-password
          sam             support    demo-sam-password
          ada             admin      demo-ada-password

        Try:
          curl -s %3$s/v1/catalog
          curl -s -H "Authorization: Bearer $(./gatehouse token alice)" %3$s/v1/whoami
          curl -s -H "Authorization: Bearer $(./gatehouse token ada)" %4$s/v1/partners

        Ctrl-C or ./gatehouse down stops it; ./gatehouse logs [part] shows what it says.\
        """
            .formatted(
                addresses.url(Port.ADMIN_SERVICE),
                addresses.url(Port.KEYCLOAK),
                orders,
                auth,
                spa,
                addresses.url(Port.INSIGHTS_APP)));
    return text.toString();
  }
}
