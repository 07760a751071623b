package io.gatehouse.admin.people;

import io.gatehouse.admin.people.PeoplePages.Person;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.admin.client.resource.UserResource;
import org.keycloak.representations.idm.RoleRepresentation;
import org.keycloak.representations.idm.UserSessionRepresentation;

/** All that Keycloak says of a person that an operator decides by. */
public record PersonCard(
    Person person, List<String> roles, List<Login> logins, List<Consent> consents) {

  /**
   * A login that is open.
   *
   * @param apps client ids of the apps that it was used at
   */
  public record Login(String sid, String address, Instant began, Instant seen, List<String> apps) {}

  /** What a person agreed that an app may do. */
  public record Consent(String app, List<String> scopes, Instant given) {}

  static PersonCard of(RealmResource realm, String id) {
    UserResource user = realm.users().get(id);
    return new PersonCard(
        PeoplePages.person(user.toRepresentation()),
        user.roles().realmLevel().listEffective().stream()
            .map(RoleRepresentation::getName)
            .filter(role -> !role.startsWith("default-roles-"))
            .sorted()
            .toList(),
        user.getUserSessions().stream()
            .map(PersonCard::login)
            .sorted(Comparator.comparing(Login::seen).reversed())
            .toList(),
        user.getConsents().stream().map(PersonCard::consent).toList());
  }

  private static Login login(UserSessionRepresentation session) {
    return new Login(
        session.getId(),
        session.getIpAddress() == null ? "" : session.getIpAddress(),
        Instant.ofEpochMilli(session.getStart()),
        Instant.ofEpochMilli(session.getLastAccess()),
        session.getClients() == null
            ? List.of()
            : session.getClients().values().stream().sorted().toList());
  }

  private static Consent consent(Map<String, Object> consent) {
    List<String> scopes = new ArrayList<>();
    if (consent.get("grantedClientScopes") instanceof Collection<?> granted) {
      granted.forEach(scope -> scopes.add(scope.toString()));
    }
    return new Consent(
        String.valueOf(consent.get("clientId")),
        scopes,
        consent.get("createdDate") instanceof Number at
            ? Instant.ofEpochMilli(at.longValue())
            : Instant.EPOCH);
  }
}
