/**
 * The way in and out: the login at the identity provider, and the logout.
 *
 * <p>Owns the OpenID Connect side: Quarkus OIDC speaks the code flow (PKCE, nonce, state) on {@code
 * /login/start} and {@code /login/callback} alone, and hands over the tokens once; what happens
 * then is a {@code session}. Owns the return path (relative, checked), the step-up to a fresh
 * login, the refresh and revocation calls to the provider. Keeps no state of its own.
 */
@NullMarked
package io.gatehouse.admin.login;

import org.jspecify.annotations.NullMarked;
