package io.gatehouse.admin.people;

import io.gatehouse.admin.authservice.LedgerShapes.NewRevocation;
import io.gatehouse.admin.authservice.Revocations;
import io.gatehouse.admin.keycloak.Realm;
import io.gatehouse.guard.problem.ErrorCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.keycloak.admin.client.resource.UserResource;
import org.keycloak.representations.idm.UserRepresentation;

/**
 * What an operator does about a person: at Keycloak, so that nothing new is issued, and in the
 * ledger, so that what was issued stops. The ledger is written with the operator's own token: the
 * audit names them.
 *
 * <p>Keycloak comes first: between the two a login could otherwise begin that is not turned away.
 * Each step can be done again, so who finds one part away repeats the act.
 */
@ApplicationScoped
class PersonActs {

  private static final int MOST_SESSIONS = 1000;

  private final Realm realm;
  private final Revocations revocations;

  PersonActs(Realm realm, @RestClient Revocations revocations) {
    this.realm = realm;
    this.revocations = revocations;
  }

  PersonCard card(String id) {
    return realm.ask(all -> PersonCard.of(all, id));
  }

  /** The sequence of the revocation, for the receipt. */
  long endAll(PersonCard card, String reason) {
    realm.ask(all -> {
      all.users().get(card.person().id()).logout();
      return null;
    });
    return turnAway(card, reason);
  }

  long disable(PersonCard card, String reason) {
    enabled(card.person().id(), false);
    return endAll(card, reason);
  }

  void enable(String id) {
    enabled(id, true);
  }

  /** What the app has of the person ends; their logins and their other apps go on. */
  long withdraw(PersonCard card, String app, String reason) {
    if (card.consents().stream().noneMatch(consent -> consent.app().equals(app))) {
      throw ErrorCode.NOT_FOUND.because("The person has agreed to nothing for this app.");
    }
    realm.ask(all -> {
      all.users().get(card.person().id()).revokeConsent(app);
      return null;
    });
    return revocations
        .revoke(new NewRevocation("user", card.person().id(), reason, List.of(), app))
        .sequence();
  }

  private long turnAway(PersonCard card, String reason) {
    List<String> sessions =
        card.logins().stream().map(PersonCard.Login::sid).limit(MOST_SESSIONS).toList();
    return revocations
        .revoke(new NewRevocation("user", card.person().id(), reason, sessions))
        .sequence();
  }

  private void enabled(String id, boolean enabled) {
    realm.ask(all -> {
      UserResource user = all.users().get(id);
      UserRepresentation change = user.toRepresentation();
      change.setEnabled(enabled);
      user.update(change);
      return null;
    });
  }
}
