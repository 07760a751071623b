package io.gatehouse.keycloak.events;

import java.net.URI;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.Config;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventListenerProviderFactory;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/**
 * The listener {@code gatehouse}. Told where things are by the same environment as every other
 * part: {@code GATEHOUSE_INTERNAL_AUTH_SERVICE}, else {@code GATEHOUSE_URLS_AUTH_SERVICE}, and
 * {@code GATEHOUSE_URLS_KEYCLOAK} for the issuer's name.
 */
public final class EventReporterFactory implements EventListenerProviderFactory {

  private static final Logger LOG = Logger.getLogger(EventReporterFactory.class);

  private @Nullable Delivery delivery;

  @Override
  public String getId() {
    return "gatehouse";
  }

  @Override
  public void init(Config.Scope config) {}

  @Override
  public void postInit(KeycloakSessionFactory factory) {
    String authService = environment("GATEHOUSE_INTERNAL_AUTH_SERVICE");
    if (authService == null) {
      authService = environment("GATEHOUSE_URLS_AUTH_SERVICE");
    }
    String keycloak = environment("GATEHOUSE_URLS_KEYCLOAK");
    if (authService == null || keycloak == null) {
      LOG.warn(
          "gatehouse: acts are not reported: GATEHOUSE_URLS_AUTH_SERVICE or"
              + " GATEHOUSE_URLS_KEYCLOAK is not set.");
      return;
    }
    factory.register(event -> {
      if (event instanceof ClientModel.ClientRemovedEvent removed) {
        removed
            .getKeycloakSession()
            .setAttribute(
                EventReporter.REMOVED_CLIENT + removed.getClient().getId(),
                removed.getClient().getClientId());
      }
    });
    delivery =
        new Delivery(
            new Statement(factory, keycloak + "/realms/"),
            new Push(URI.create(authService + "/v1/keycloak/events")));
    delivery.start();
  }

  private static @Nullable String environment(String name) {
    String value = System.getenv(name);
    return value == null || value.isBlank() ? null : value.replaceAll("/+$", "");
  }

  @Override
  public EventListenerProvider create(KeycloakSession session) {
    return delivery == null ? new Nobody() : new EventReporter(session, delivery);
  }

  @Override
  public void close() {
    if (delivery != null) {
      delivery.close();
    }
  }

  /** Where nobody is to be told. */
  private static final class Nobody implements EventListenerProvider {
    @Override
    public void onEvent(org.keycloak.events.Event event) {}

    @Override
    public void onEvent(org.keycloak.events.admin.AdminEvent event, boolean details) {}

    @Override
    public void close() {}
  }
}
