package io.gatehouse.auth.keycloak;

import io.gatehouse.auth.revocation.Target;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One thing that an act turns away.
 *
 * @param sessions of a user, if all logins that end are known: they are revoked by name
 * @param forGood whenever issued: what was deleted does not come back
 */
record Consequence(
    Target target, String id, String reason, @Nullable Set<String> sessions, boolean forGood) {

  static Consequence of(Target target, String id, String reason) {
    return new Consequence(target, id, reason, null, false);
  }
}
