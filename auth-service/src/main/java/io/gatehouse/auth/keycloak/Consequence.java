package io.gatehouse.auth.keycloak;

import io.gatehouse.auth.revocation.Target;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One thing that an act turns away.
 *
 * @param client at which alone a session or a user is turned away; null for everywhere
 * @param sessions of a user, if all logins that end are known: they are revoked by name
 * @param forGood whenever issued: what was deleted does not come back
 * @param endsLogins of a user, and Keycloak itself lets them go on: they are to end there too. The
 *     event listener has done so before it tells of the act
 */
record Consequence(
    Target target,
    String id,
    @Nullable String client,
    String reason,
    @Nullable Set<String> sessions,
    boolean forGood,
    boolean endsLogins) {

  static Consequence of(Target target, String id, String reason) {
    return new Consequence(target, id, null, reason, null, false, false);
  }

  static Consequence atClient(Target target, String id, String client, String reason) {
    return new Consequence(target, id, client, reason, null, false, false);
  }
}
