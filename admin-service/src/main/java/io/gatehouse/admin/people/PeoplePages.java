package io.gatehouse.admin.people;

import io.gatehouse.admin.keycloak.Realm;
import io.gatehouse.admin.page.Desk;
import io.gatehouse.admin.page.Frame;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;
import org.keycloak.representations.idm.UserRepresentation;

/** People: search by name, user name or e-mail address. */
@Path("/people")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed({"admin", "support"})
class PeoplePages {

  private static final int PAGE = 20;

  /** A person as the list shows them. */
  public record Person(
      String id, String userName, String fullName, String email, boolean enabled) {}

  @CheckedTemplate
  static class Templates {
    private Templates() {}

    static native TemplateInstance list(
        Frame frame, List<Person> people, String q, int from, boolean more);
  }

  private final Realm realm;
  private final Desk desk;

  PeoplePages(Realm realm, Desk desk) {
    this.realm = realm;
    this.desk = desk;
  }

  @GET
  @Blocking
  public TemplateInstance list(@RestQuery @Nullable String q, @RestQuery @Nullable Integer from) {
    String search = q == null ? "" : q.strip();
    int first = from == null ? 0 : Math.clamp(from, 0, 100_000);
    List<UserRepresentation> found = search(search, first);
    List<Person> people = found.stream().limit(PAGE).map(PeoplePages::person).toList();
    return Templates.list(
        desk.frame("People", "people"), people, search, first, found.size() > PAGE);
  }

  private List<UserRepresentation> search(String text, int first) {
    return realm.ask(all -> all.users().search(text.isEmpty() ? null : text, first, PAGE + 1));
  }

  static Person person(UserRepresentation user) {
    String full = (text(user.getFirstName()) + " " + text(user.getLastName())).strip();
    return new Person(
        user.getId(),
        user.getUsername(),
        full,
        text(user.getEmail()),
        Boolean.TRUE.equals(user.isEnabled()));
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }
}
