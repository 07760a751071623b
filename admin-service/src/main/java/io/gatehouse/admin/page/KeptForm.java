package io.gatehouse.admin.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatehouse.admin.session.OpenSession;
import io.gatehouse.admin.session.Sessions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A form that was sent when the login was too old for it: kept sealed in the session while the
 * person proves themselves, then shown again to be sent anew. It is never sent by itself: what is
 * dangerous is confirmed by a hand.
 */
@ApplicationScoped
public class KeptForm {

  private static final String NAME = "form";

  private final Sessions sessions;
  private final ObjectMapper json;

  KeptForm(Sessions sessions, ObjectMapper json) {
    this.sessions = sessions;
    this.json = json;
  }

  /**
   * @param path where the form was sent, with its query
   * @param fields its members, without the token against forgery
   */
  public record Form(String path, Map<String, List<String>> fields) {}

  public Uni<Void> keep(OpenSession session, Form form) {
    try {
      return sessions.keep(session, NAME, json.writeValueAsString(form));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The form, once; null if none is kept. */
  public Uni<@Nullable Form> take(OpenSession session) {
    return sessions.take(session, NAME).map(text -> text == null ? null : read(text));
  }

  /** Moves the form, if one is kept, to the session that follows. */
  public Uni<Void> move(OpenSession from, OpenSession to) {
    return sessions
        .take(from, NAME)
        .flatMap(
            text -> text == null ? Uni.createFrom().voidItem() : sessions.keep(to, NAME, text));
  }

  private Form read(String text) {
    try {
      return json.readValue(text, Form.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
