package io.gatehouse.dev.part;

import io.gatehouse.dev.stack.Addresses;
import io.gatehouse.dev.stack.Layout;
import io.gatehouse.dev.stack.Part;
import io.gatehouse.dev.stack.Port;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The stack: what there is, and what needs what. */
public final class Parts {

  /** Folders of the Quarkus applications; the last word of each is the name of its part. */
  public static final List<String> APPLICATIONS =
      List.of("auth-service", "orders-service", "admin-service", "samples/insights-app");

  private Parts() {}

  /** In order of need; a service that has not been built, or is not wanted, is left out. */
  public static List<Part> of(Layout layout, Addresses addresses, Set<String> unwanted) {
    List<Part> parts = new ArrayList<>();
    parts.add(new Redis(layout, addresses));
    parts.add(new Postgres(layout, addresses));
    parts.add(new Keycloak(layout, addresses, StartupCache.ofKeycloak(layout).used()));
    Set<String> stores = Set.of("postgres", "redis");
    List<Service> services =
        List.of(
            new Service("auth-service", stores, Port.AUTH_SERVICE, "auth", layout, addresses),
            new Service("orders-service", stores, Port.ORDERS_SERVICE, "orders", layout, addresses),
            new Service(
                "admin-service", Set.of("redis"), Port.ADMIN_SERVICE, null, layout, addresses),
            new Service("insights-app", Set.of(), Port.INSIGHTS_APP, null, layout, addresses));
    for (Service service : services) {
      if (!unwanted.contains(service.name())
          && Files.exists(layout.app(service.name()).resolve("quarkus-run.jar"))) {
        parts.add(service);
      }
    }
    Spa spa = new Spa(layout, addresses);
    if (!unwanted.contains(spa.name()) && spa.isBuilt()) {
      parts.add(spa);
    }
    return parts;
  }
}
