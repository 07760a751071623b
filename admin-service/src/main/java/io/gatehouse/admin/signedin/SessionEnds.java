package io.gatehouse.admin.signedin;

import io.gatehouse.admin.authservice.LedgerShapes.NewRevocation;
import io.gatehouse.admin.authservice.Revocations;
import io.gatehouse.admin.session.SessionCard;
import io.gatehouse.admin.session.Sessions;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * Ends others' sessions.
 *
 * <p>In the ledger a session is named by its handle, not by the {@code sid} of its login: Keycloak
 * may let the same login come back, and who was only to be signed out would be locked out.
 */
@ApplicationScoped
class SessionEnds {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Sessions sessions;
  private final Revocations revocations;
  private final LoginEnds logins;
  private final String desk;

  SessionEnds(
      Sessions sessions,
      @RestClient Revocations revocations,
      LoginEnds logins,
      @ConfigProperty(name = "quarkus.oidc.client-id") String desk) {
    this.sessions = sessions;
    this.revocations = revocations;
    this.logins = logins;
    this.desk = desk;
  }

  /** All live sessions, the newest first. */
  List<SessionCard> all() {
    return sessions.all().await().atMost(PATIENCE).reversed();
  }

  /** Ends these; false if Keycloak could not be told, so that some may come back by themselves. */
  boolean end(List<SessionCard> cards, String reason) {
    for (SessionCard card : cards) {
      revocations.revoke(new NewRevocation("session", card.handle(), reason, List.of()));
    }
    return gone(cards);
  }

  /** Ends all, the asking one too, by one entry in the ledger: what the desk was issued so far. */
  boolean endEverybodys(String reason) {
    revocations.revoke(new NewRevocation("client", desk, reason, List.of()));
    return gone(all());
  }

  private boolean gone(List<SessionCard> cards) {
    Set<String> handles = cards.stream().map(SessionCard::handle).collect(Collectors.toSet());
    int ended = sessions.endAll(card -> handles.contains(card.handle())).await().atMost(PATIENCE);
    Log.infof("%d sessions ended by an administrator: %s", ended, handles);
    return cards.stream()
        .map(SessionCard::sid)
        .filter(Objects::nonNull)
        .distinct()
        .allMatch(logins::end);
  }
}
