package io.gatehouse.admin.app;

import java.util.List;

/**
 * An OAuth client of the realm.
 *
 * @param uuid how Keycloak's admin API names it
 * @param kind of client, in words
 * @param asks whether people must agree before it may act for them
 * @param scopes that it may ask for
 */
public record App(
    String uuid,
    String clientId,
    String name,
    String description,
    String kind,
    boolean asks,
    boolean enabled,
    List<String> scopes) {}
