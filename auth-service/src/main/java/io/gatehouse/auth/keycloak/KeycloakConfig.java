package io.gatehouse.auth.keycloak;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** What is heard from Keycloak, and what is asked of it. */
@ConfigMapping(prefix = "gatehouse.keycloak")
public interface KeycloakConfig {

  /** Clients whose back-channel logout comes here; the dashboard has its own. */
  @WithDefault("orders-spa,orders-spa-dpop,insights-app")
  Set<String> logoutClients();

  /** Keycloak's admin API, in the name of this service's own account. */
  Admin admin();

  /** Ending logins at Keycloak when somebody was turned away here. */
  Endings endings();

  /** Reading Keycloak's event store, for what the event listener could not tell. */
  Events events();

  /** Where it is. */
  interface Admin {

    /** Off: no login is ended at Keycloak and its event store is not read. */
    @WithDefault("true")
    boolean enabled();

    /** Of the realm: {@code http://keycloak:8080/admin/realms/gatehouse}. */
    Optional<URI> address();

    /** How long one answer may take. */
    @WithDefault("PT5S")
    Duration timeout();
  }

  /** When what could not be ended is tried again. */
  interface Endings {

    /** How often what is due is looked for. */
    @WithDefault("PT1S")
    Duration every();

    /** Pause after the first failure; it doubles. */
    @WithDefault("PT1S")
    Duration firstPause();

    @WithDefault("PT30S")
    Duration longestPause();

    /** After the longest that a login lives there is nothing left to end. */
    @WithDefault("PT12H")
    Duration giveUpAfter();

    /** How long what came of it is kept. */
    @WithDefault("P90D")
    Duration kept();
  }

  /** How the event store is read. */
  interface Events {

    /** How often. */
    @WithDefault("PT5S")
    Duration every();

    /** After the start: so long the listener may need to find this service again. */
    @WithDefault("PT30S")
    Duration delayed();

    /**
     * Events are left to the listener for this long: it pushes as it happens and knows more of
     * each.
     */
    @WithDefault("PT15S")
    Duration leftToListener();

    /** So much is read once more each time: an event can be committed later than others. */
    @WithDefault("PT30S")
    Duration overlap();

    /** What is read the first time. */
    @WithDefault("PT1H")
    Duration first();
  }
}
