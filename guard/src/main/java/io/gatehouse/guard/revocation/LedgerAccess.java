package io.gatehouse.guard.revocation;

import io.quarkus.arc.DefaultBean;
import io.quarkus.oidc.client.OidcClients;
import io.quarkus.oidc.client.runtime.TokensHelper;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The ledger over HTTP, for every service but the one that keeps it. */
@Dependent
class LedgerAccess {

  private static final Duration TOKEN_WITHIN = Duration.ofSeconds(3);

  @Produces
  @DefaultBean
  @Singleton
  LedgerClient overHttp(
      RevocationConfig config,
      FeedKeys keys,
      Instance<OidcClients> clients,
      @ConfigProperty(name = "gatehouse.urls.auth-service") Optional<String> issuer) {
    if (!config.enabled()) {
      return (verifier, epoch, after, sink) -> {
        throw new IOException("gatehouse.revocation.enabled is false");
      };
    }
    TokensHelper tokens = new TokensHelper();
    return new HttpLedgerClient(
        config
            .snapshot()
            .orElseThrow(
                () -> new IllegalStateException("gatehouse.revocation.snapshot is not set")),
        fresh -> own(tokens, clients, fresh),
        new SnapshotReader(new FeedReader(keys, issuer.orElse(""))),
        config.answerWithin());
  }

  private static String own(TokensHelper tokens, Instance<OidcClients> clients, boolean fresh)
      throws IOException {
    try {
      return tokens
          .getTokens(clients.get().getClient(), Map.of(), fresh)
          .await()
          .atMost(TOKEN_WITHIN)
          .getAccessToken();
    } catch (RuntimeException e) {
      throw new IOException("no token of our own: " + e.getMessage(), e);
    }
  }
}
