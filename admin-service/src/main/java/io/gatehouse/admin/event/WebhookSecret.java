package io.gatehouse.admin.event;

import io.gatehouse.admin.authservice.EventShapes.Webhook;
import io.gatehouse.admin.session.OpenSession;
import io.gatehouse.admin.session.Sessions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Carries a webhook's new secret to the one page that shows it, sealed in the session. */
@ApplicationScoped
class WebhookSecret {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Sessions sessions;

  WebhookSecret(Sessions sessions) {
    this.sessions = sessions;
  }

  void keep(OpenSession session, Webhook webhook) {
    String secret = webhook.secret();
    if (secret != null) {
      sessions.keep(session, name(webhook.id()), secret).await().atMost(PATIENCE);
    }
  }

  /** The secret, the first time; then null. */
  @Nullable String take(OpenSession session, String id) {
    return sessions.take(session, name(id)).await().atMost(PATIENCE);
  }

  private static String name(String id) {
    return "webhook/" + id;
  }
}
