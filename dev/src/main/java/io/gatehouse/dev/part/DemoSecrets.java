package io.gatehouse.dev.part;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Secrets of the realm's clients on this machine: {@code demo-NAME-secret}, never elsewhere. */
final class DemoSecrets {

  private DemoSecrets() {}

  /** For the placeholders of the realm. */
  static Map<String, String> ofClients() {
    Map<String, String> secrets = new LinkedHashMap<>();
    for (String client :
        new String[] {
          "admin-dashboard", "insights-app", "admin-service", "auth-service", "orders-service"
        }) {
      secrets.put(
          "GATEHOUSE_SECRETS_" + client.toUpperCase(Locale.ROOT).replace('-', '_'),
          "demo-" + client + "-secret");
    }
    return secrets;
  }
}
