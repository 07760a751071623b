package io.gatehouse.admin.signedin;

import io.gatehouse.admin.keycloak.Realm;
import io.gatehouse.guard.problem.ErrorCode;
import io.gatehouse.guard.problem.ProblemException;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;

/** Ends logins at Keycloak: without that a browser that is signed in there would come back. */
@ApplicationScoped
class LoginEnds {

  private final Realm realm;

  LoginEnds(Realm realm) {
    this.realm = realm;
  }

  /** False if Keycloak could not be told. A login that it does not know is over. */
  boolean end(String sid) {
    try {
      realm.ask(all -> {
        all.deleteSession(sid, false);
        return null;
      });
      return true;
    } catch (ProblemException problem) {
      if (problem.code() == ErrorCode.NOT_FOUND) {
        return true;
      }
      Log.warn("a session has ended here, but its login at Keycloak could not be ended");
      return false;
    }
  }
}
