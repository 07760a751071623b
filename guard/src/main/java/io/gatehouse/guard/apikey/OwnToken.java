package io.gatehouse.guard.apikey;

import io.quarkus.oidc.client.OidcClients;
import io.quarkus.oidc.client.Tokens;
import io.quarkus.oidc.client.runtime.TokensHelper;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.util.Map;

/**
 * The access token of this service itself (RFC 6749 §4.4), got when first needed and kept until
 * shortly before it ends: a service starts without its identity provider.
 */
@ApplicationScoped
class OwnToken {

  private final Instance<OidcClients> clients;
  private final TokensHelper tokens = new TokensHelper();

  OwnToken(Instance<OidcClients> clients) {
    this.clients = clients;
  }

  /**
   * @param renew whether to get a new one although the one we have has not ended
   */
  Uni<String> get(boolean renew) {
    return Uni.createFrom()
        .deferred(() -> tokens.getTokens(clients.get().getClient(), Map.of(), renew))
        .map(Tokens::getAccessToken);
  }
}
