/**
 * Runs inside Keycloak: ends logins for {@code auth-service} when somebody was turned away there,
 * so that no refresh token brings new tokens. One more resource of Keycloak's admin API.
 *
 * <p>Exists because Keycloak's own roles are too much for this: ending a login takes {@code
 * manage-users}, which can give anybody a new password, and a client's not-before takes {@code
 * manage-clients}. Whoever may use this one can end logins, and nothing else.
 */
@NullMarked
package io.gatehouse.keycloak.endings;

import org.jspecify.annotations.NullMarked;
