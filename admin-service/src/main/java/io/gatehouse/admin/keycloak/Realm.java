package io.gatehouse.admin.keycloak;

import io.gatehouse.guard.problem.ErrorCode;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.util.function.Function;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.admin.client.resource.RealmResource;

/** Keycloak's realm, asked in this service's own name. What it cannot do now is a 503 page. */
@ApplicationScoped
public class Realm {

  private final Keycloak keycloak;

  Realm(Keycloak keycloak) {
    this.keycloak = keycloak;
  }

  public <T> T ask(Function<RealmResource, T> question) {
    try {
      return question.apply(keycloak.realm("gatehouse"));
    } catch (NotFoundException e) {
      throw ErrorCode.NOT_FOUND.because("Keycloak knows nobody and nothing by this id.");
    } catch (ProcessingException | WebApplicationException e) {
      Log.warnf("Keycloak cannot be asked: %s", e.toString());
      throw ErrorCode.DEPENDENCY_UNAVAILABLE.because(
          "Keycloak, which knows the people, cannot be asked at present. You are still signed in.");
    }
  }
}
