package com.example.insights;

import io.quarkus.arc.Unremovable;
import io.quarkus.oidc.AuthenticationCompletionAction;
import io.quarkus.oidc.AuthorizationCodeTokens;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationRedirectException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Objects;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * The person has agreed: keeps the tokens here, and gives the browser an id that stands for them.
 *
 * <p>Ends the request with a redirect before Quarkus OIDC makes a session of its own. By now it has
 * checked state, PKCE, nonce and the ID token.
 */
@ApplicationScoped
@Unremovable
class Consent implements AuthenticationCompletionAction {

  private final Connections connections;
  private final Grants grants;
  private final InstantSource clock;
  private final String home;

  Consent(
      Connections connections,
      Grants grants,
      InstantSource clock,
      @ConfigProperty(name = "gatehouse.urls.insights-app") String home) {
    this.connections = connections;
    this.grants = grants;
    this.clock = clock;
    this.home = home;
  }

  @Override
  public Uni<Void> action(AuthenticationCompletionContext login) {
    AuthorizationCodeTokens tokens = login.tokens();
    Long expiresIn = tokens.getAccessTokenExpiresIn();
    if (!(login.identity().getPrincipal() instanceof JsonWebToken idToken)
        || tokens.getRefreshToken() == null
        || expiresIn == null) {
      return Uni.createFrom().failure(new AuthenticationCompletionException("not all came"));
    }
    String name = Objects.requireNonNullElse(idToken.getClaim("name"), idToken.getSubject());
    Grant grant =
        new Grant(
            tokens.getAccessToken(),
            tokens.getRefreshToken(),
            clock.instant().plusSeconds(expiresIn));
    connections.forget(ConnectionCookie.read(login.routingContext()));
    String id = connections.add(new Connection(name, grant, clock, grants::renew));
    ConnectionCookie.write(login.routingContext(), id);
    return Uni.createFrom().failure(new AuthenticationRedirectException(home + "/"));
  }
}
