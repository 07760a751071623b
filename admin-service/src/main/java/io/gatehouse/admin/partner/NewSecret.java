package io.gatehouse.admin.partner;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatehouse.admin.authservice.Shapes.CreatedKey;
import io.gatehouse.admin.session.OpenSession;
import io.gatehouse.admin.session.Sessions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Carries a new key's secret from the form's answer to the page that shows it, sealed in the
 * session: so that a reload neither makes a second key nor shows the secret again, and no address
 * ever holds it.
 */
@ApplicationScoped
class NewSecret {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Sessions sessions;
  private final ObjectMapper json;

  NewSecret(Sessions sessions, ObjectMapper json) {
    this.sessions = sessions;
    this.json = json;
  }

  /**
   * @param how {@code created} or {@code rotated}
   */
  record Shown(CreatedKey key, String how) {

    /** No secret in a log. */
    @Override
    public String toString() {
      return key.toString();
    }
  }

  /** Keeps the secret, and sends the browser to the page that shows it. */
  Response shown(OpenSession session, CreatedKey key, String how) {
    try {
      sessions
          .keep(session, name(key.id()), json.writeValueAsString(new Shown(key, how)))
          .await()
          .atMost(PATIENCE);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
    return Response.seeOther(URI.create("/keys/" + key.id() + "/secret")).build();
  }

  /** The secret, the first time; then null. */
  @Nullable Shown take(OpenSession session, String keyId) {
    String text = sessions.take(session, name(keyId)).await().atMost(PATIENCE);
    try {
      return text == null ? null : json.readValue(text, Shown.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String name(String keyId) {
    return "secret/" + keyId;
  }
}
