package io.gatehouse.keycloak.events;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that was done at Keycloak and that turns somebody away.
 *
 * @param id of the event, the same as in Keycloak's event store
 * @param told what auth-service is told; plain JSON values, no secret
 * @param user whose logins are to end at Keycloak too; null if none are
 * @param keptSession the login in which the person did it, which goes on
 * @param onlyIfDisabled the act counts only if the user turns out to be disabled
 */
record Act(
    String id,
    String realmId,
    Map<String, Object> told,
    @Nullable String user,
    @Nullable String keptSession,
    boolean onlyIfDisabled) {}
