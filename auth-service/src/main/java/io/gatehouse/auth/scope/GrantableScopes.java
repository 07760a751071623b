package io.gatehouse.auth.scope;

import io.gatehouse.guard.problem.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedSet;
import java.util.TreeSet;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What may be granted to a partner at all. Scopes of the control plane ({@code keys:write} and the
 * like) are not on the list: a leaked key must never be able to make more keys.
 */
@ApplicationScoped
public class GrantableScopes {

  private final SequencedSet<String> scopes;

  GrantableScopes(
      @ConfigProperty(
              name = "gatehouse.scopes.grantable",
              defaultValue = "orders:read,orders:write")
          List<String> scopes) {
    this.scopes = new TreeSet<>(scopes);
  }

  public SequencedSet<String> all() {
    return scopes;
  }

  /** One violation for each of {@code wanted} that Gatehouse does not know. */
  public List<Violation> unknown(List<String> wanted) {
    List<Violation> violations = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      if (!scopes.contains(wanted.get(i))) {
        violations.add(new Violation("/scopes/" + i, "must be one of " + scopes));
      }
    }
    return violations;
  }
}
