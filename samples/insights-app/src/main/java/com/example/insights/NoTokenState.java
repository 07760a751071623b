package com.example.insights;

import io.quarkus.oidc.AuthorizationCodeTokens;
import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.TokenStateManager;
import io.quarkus.security.AuthenticationFailedException;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;

/** Quarkus OIDC keeps no session here: {@link Consent} takes the tokens before that point. */
@Alternative
@Priority(1)
@ApplicationScoped
class NoTokenState implements TokenStateManager {

  @Override
  public Uni<String> createTokenState(
      RoutingContext request,
      OidcTenantConfig config,
      AuthorizationCodeTokens tokens,
      OidcRequestContext<String> context) {
    return none();
  }

  @Override
  public Uni<AuthorizationCodeTokens> getTokens(
      RoutingContext request,
      OidcTenantConfig config,
      String state,
      OidcRequestContext<AuthorizationCodeTokens> context) {
    return none();
  }

  @Override
  public Uni<Void> deleteTokens(
      RoutingContext request,
      OidcTenantConfig config,
      String state,
      OidcRequestContext<Void> context) {
    return Uni.createFrom().voidItem();
  }

  private static <T> Uni<T> none() {
    return Uni.createFrom().failure(new AuthenticationFailedException("no OIDC session here"));
  }
}
