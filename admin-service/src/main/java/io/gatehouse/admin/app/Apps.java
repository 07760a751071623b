package io.gatehouse.admin.app;

import io.gatehouse.admin.authservice.LedgerShapes.NewRevocation;
import io.gatehouse.admin.authservice.Revocations;
import io.gatehouse.admin.keycloak.Realm;
import io.gatehouse.guard.problem.ErrorCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/** Apps as Keycloak knows them, and the end of what they were given. */
@ApplicationScoped
class Apps {

  /** Keycloak's own, which are no apps of anybody here. */
  private static final Set<String> BUILT_IN =
      Set.of(
          "account",
          "account-console",
          "admin-cli",
          "broker",
          "realm-management",
          "security-admin-console");

  private static final int PAGE = 100;

  /** Keycloak lists consents by person only: a page looks through so many of them. */
  private static final int LOOKED_THROUGH = 200;

  private final Realm realm;
  private final Revocations revocations;

  Apps(Realm realm, @RestClient Revocations revocations) {
    this.realm = realm;
    this.revocations = revocations;
  }

  List<App> all() {
    return realm.ask(all ->
        all.clients().findAll().stream()
            .filter(client -> !BUILT_IN.contains(client.getClientId()))
            .map(Apps::app)
            .sorted(Comparator.comparing(App::asks).reversed().thenComparing(App::clientId))
            .toList());
  }

  AppCard card(String clientId) {
    return realm.ask(all -> card(all, clientId, LOOKED_THROUGH));
  }

  /** The sequence of the revocation, for the receipt. */
  long revoke(String clientId, String reason) {
    realm.ask(all -> {
      for (AppCard.Agreed agreed : card(all, clientId, Integer.MAX_VALUE).consents()) {
        all.users().get(agreed.personId()).revokeConsent(clientId);
      }
      return null;
    });
    return revocations.revoke(new NewRevocation("client", clientId, reason, List.of())).sequence();
  }

  private static AppCard card(RealmResource realm, String clientId, int most) {
    App app =
        realm.clients().findByClientId(clientId).stream()
            .findFirst()
            .map(Apps::app)
            .orElseThrow(() -> ErrorCode.NOT_FOUND.because("Keycloak knows no such app."));
    long logins =
        realm.clients().get(app.uuid()).getApplicationSessionCount().getOrDefault("count", 0);
    List<AppCard.Agreed> consents = new ArrayList<>();
    int seen = 0;
    boolean all = !app.asks();
    while (!all && seen < most) {
      List<UserRepresentation> people = realm.users().search(null, seen, PAGE);
      people.forEach(person -> add(realm, person, clientId, consents));
      seen += people.size();
      all = people.size() < PAGE;
    }
    return new AppCard(app, logins, consents, seen, all);
  }

  private static void add(
      RealmResource realm,
      UserRepresentation person,
      String clientId,
      List<AppCard.Agreed> consents) {
    for (Map<String, Object> consent : realm.users().get(person.getId()).getConsents()) {
      if (clientId.equals(consent.get("clientId"))) {
        consents.add(
            new AppCard.Agreed(
                person.getId(),
                person.getUsername(),
                consent.get("grantedClientScopes") instanceof Collection<?> scopes
                    ? scopes.stream().map(Object::toString).toList()
                    : List.of(),
                consent.get("createdDate") instanceof Number at
                    ? Instant.ofEpochMilli(at.longValue())
                    : Instant.EPOCH));
      }
    }
  }

  private static App app(ClientRepresentation client) {
    List<String> scopes = new ArrayList<>(orNone(client.getDefaultClientScopes()));
    scopes.addAll(orNone(client.getOptionalClientScopes()));
    return new App(
        client.getId(),
        client.getClientId(),
        Objects.requireNonNullElse(client.getName(), ""),
        Objects.requireNonNullElse(client.getDescription(), ""),
        kind(client),
        Boolean.TRUE.equals(client.isConsentRequired()),
        Boolean.TRUE.equals(client.isEnabled()),
        scopes.stream().filter(scope -> scope.contains(":")).sorted().toList());
  }

  private static String kind(ClientRepresentation client) {
    if (Boolean.TRUE.equals(client.isServiceAccountsEnabled())
        && !Boolean.TRUE.equals(client.isStandardFlowEnabled())) {
      return "service";
    }
    if (Boolean.TRUE.equals(client.isConsentRequired())) {
      return "somebody else's app";
    }
    return Boolean.TRUE.equals(client.isPublicClient()) ? "our app, public" : "our app";
  }

  private static List<String> orNone(@Nullable List<String> list) {
    return list == null ? List.of() : list;
  }
}
