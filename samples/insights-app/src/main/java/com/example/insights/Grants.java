package com.example.insights;

import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.time.InstantSource;
import java.util.Objects;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Renews grants at the realm, and gives them back. */
@ApplicationScoped
class Grants {

  private final TokenEndpoint realm;
  private final InstantSource clock;

  Grants(@RestClient TokenEndpoint realm, InstantSource clock) {
    this.realm = realm;
    this.clock = clock;
  }

  Renewal renew(String refreshToken) {
    try {
      TokenEndpoint.Answer answer = realm.refresh("refresh_token", refreshToken);
      String next = Objects.requireNonNullElse(answer.refreshToken(), refreshToken);
      return new Renewal.Renewed(
          new Grant(answer.accessToken(), next, clock.instant().plusSeconds(answer.expiresIn())));
    } catch (WebApplicationException refused) {
      if (refused.getResponse().getStatus() == 400
          && refused.getResponse().readEntity(String.class).contains("\"invalid_grant\"")) {
        return new Renewal.Over();
      }
      Log.warnf("no new token: %s", refused.getMessage());
      return new Renewal.Away();
    } catch (ProcessingException away) {
      Log.warnf("no new token: %s", away.getMessage());
      return new Renewal.Away();
    }
  }

  /** The person disconnects here. If the realm is away, its refresh token dies by lying unused. */
  void giveBack(Connection connection) {
    try {
      realm.revoke(connection.refreshToken(), "refresh_token");
    } catch (WebApplicationException | ProcessingException e) {
      Log.warnf("a grant could not be given back: %s", e.getMessage());
    }
  }
}
