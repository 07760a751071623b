package io.gatehouse.keycloak.events;

import org.jspecify.annotations.Nullable;
import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventListenerTransaction;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.models.KeycloakSession;

/** Hands acts over for delivery once the transaction that they are part of has committed. */
final class EventReporter implements EventListenerProvider {

  /** Under it stands the name of a client that this session removed; its id follows. */
  static final String REMOVED_CLIENT = "gatehouse.removed-client.";

  private final KeycloakSession session;
  private final Delivery delivery;
  private final EventListenerTransaction committed;

  EventReporter(KeycloakSession session, Delivery delivery) {
    this.session = session;
    this.delivery = delivery;
    this.committed =
        new EventListenerTransaction((event, details) -> deliver(event), this::deliver);
    session.getTransactionManager().enlistAfterCompletion(committed);
  }

  @Override
  public void onEvent(Event event) {
    committed.addEvent(event);
  }

  @Override
  public void onEvent(AdminEvent event, boolean includeRepresentation) {
    committed.addAdminEvent(event, includeRepresentation);
  }

  private void deliver(Event event) {
    offer(Acts.of(event));
  }

  private void deliver(AdminEvent event) {
    String path = event.getResourcePath() == null ? "" : event.getResourcePath();
    String id = path.substring(path.lastIndexOf('/') + 1);
    offer(Acts.of(event, session.getAttribute(REMOVED_CLIENT + id, String.class)));
  }

  private void offer(@Nullable Act act) {
    if (act != null) {
      delivery.offer(act);
    }
  }

  @Override
  public void close() {}
}
