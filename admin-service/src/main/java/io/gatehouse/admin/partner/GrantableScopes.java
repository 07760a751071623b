package io.gatehouse.admin.partner;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What can be granted to a partner, for the checkboxes; auth-service has the last word. */
@ApplicationScoped
class GrantableScopes {

  private static final Map<String, String> MEANING =
      Map.of(
          "orders:read", "List and read orders",
          "orders:write", "Create and cancel orders");

  private final List<String> scopes;

  GrantableScopes(
      @ConfigProperty(
              name = "gatehouse.keys.grantable-scopes",
              defaultValue = "orders:read,orders:write")
          List<String> scopes) {
    this.scopes = scopes;
  }

  Scopes chosen(Collection<String> chosen) {
    return of(scopes, chosen);
  }

  /** Of those that the partner has. */
  Scopes of(Collection<String> offered, Collection<String> chosen) {
    return new Scopes(
        offered.stream()
            .sorted()
            .map(s -> new Scopes.Choice(s, MEANING.getOrDefault(s, ""), chosen.contains(s)))
            .toList());
  }
}
