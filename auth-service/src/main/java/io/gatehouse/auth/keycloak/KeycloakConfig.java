package io.gatehouse.auth.keycloak;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Set;

/** What is heard from Keycloak, and what is told to it. */
@ConfigMapping(prefix = "gatehouse.keycloak")
public interface KeycloakConfig {

  /** Clients whose back-channel logout comes here; the dashboard has its own. */
  @WithDefault("orders-spa,orders-spa-dpop,insights-app")
  Set<String> logoutClients();
}
