package io.gatehouse.dev.stack;

import java.util.LinkedHashMap;
import java.util.Map;

/** Addresses of one stack, and the names by which the parts are told them. */
public record Addresses(int offset) {

  /** Greatest offset that keeps every port below 65536. */
  private static final int GREATEST = 9000;

  public Addresses {
    if (offset < 0 || offset > GREATEST) {
      throw new Refusal("--port-offset must be between 0 and " + GREATEST + ".");
    }
  }

  public int port(Port port) {
    return port.shifted(offset);
  }

  public String url(Port port) {
    return "http://localhost:" + port(port);
  }

  public String jdbc(String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port(Port.POSTGRES), database);
  }

  public String redis() {
    return "redis://localhost:" + port(Port.REDIS);
  }

  /** {@code GATEHOUSE_URLS_…}: read by the services, by the realm's placeholders and by e2e. */
  public Map<String, String> environment() {
    Map<String, String> environment = new LinkedHashMap<>();
    for (Port port :
        new Port[] {
          Port.KEYCLOAK,
          Port.AUTH_SERVICE,
          Port.ORDERS_SERVICE,
          Port.ADMIN_SERVICE,
          Port.SPA,
          Port.INSIGHTS_APP
        }) {
      environment.put("GATEHOUSE_URLS_" + port.name(), url(port));
    }
    return environment;
  }
}
