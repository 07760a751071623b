package io.gatehouse.admin.login;

import io.gatehouse.admin.session.SessionContents;
import io.gatehouse.admin.session.TokenSource;
import io.gatehouse.admin.session.Tokens;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import java.time.Duration;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Tokens from the realm: new ones, and the end of old ones. */
@ApplicationScoped
class RealmTokens implements TokenSource {

  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private final RealmEndpoints realm;
  private final MeterRegistry metrics;

  RealmTokens(@RestClient RealmEndpoints realm, MeterRegistry metrics) {
    this.realm = realm;
    this.metrics = metrics;
  }

  @Override
  public Uni<Refreshed> refresh(SessionContents session, String refreshToken) {
    return realm
        .token("refresh_token", refreshToken)
        .ifNoItem()
        .after(PATIENCE)
        .fail()
        .map(answer -> checked(session, refreshToken, answer))
        .onFailure(failure -> !(failure instanceof LoginOverException))
        .transform(RealmTokens::meaning)
        .invoke(refreshed -> count("renewed"))
        .onFailure()
        .invoke(failure -> count(failure instanceof LoginOverException ? "over" : "away"));
  }

  private void count(String outcome) {
    metrics.counter("gatehouse.admin.token.refreshes", "outcome", outcome).increment();
  }

  /** Ends the login at the provider; false if it could not be told. */
  Uni<Boolean> end(String refreshToken) {
    return realm
        .logout(refreshToken)
        .ifNoItem()
        .after(PATIENCE)
        .fail()
        .replaceWith(true)
        // A token that is refused belongs to a login that is over: that is what was wanted.
        .onFailure(failure -> statusOf(failure) == 400)
        .recoverWithItem(true)
        .onFailure()
        .invoke(e -> Log.warnf("a login could not be ended at the provider: %s", e.toString()))
        .onFailure()
        .recoverWithItem(false);
  }

  /** Whether the provider answers. */
  Uni<Boolean> isThere() {
    return realm
        .keys()
        .ifNoItem()
        .after(Duration.ofSeconds(2))
        .fail()
        .replaceWith(true)
        .onFailure()
        .recoverWithItem(false);
  }

  private static Refreshed checked(
      SessionContents session, String refreshToken, RealmEndpoints.Answer answer) {
    TokenClaims claims = TokenClaims.of(answer.accessToken());
    // A refresh must not turn a session into somebody else's (OIDC Core §12.2).
    if (!claims.subject().equals(session.subject())) {
      throw new LoginOverException();
    }
    String next = answer.refreshToken();
    String idToken = answer.idToken();
    return new Refreshed(
        new Tokens(
            answer.accessToken(),
            claims.expiresAt(),
            next == null ? refreshToken : next,
            idToken == null ? session.tokens().id() : idToken),
        claims.roles(),
        claims.scopes());
  }

  private static Throwable meaning(Throwable failure) {
    if (statusOf(failure) == 400
        && failure instanceof WebApplicationException refused
        && refused.getResponse().readEntity(String.class).contains("\"invalid_grant\"")) {
      return new LoginOverException();
    }
    Log.warnf("no token from the identity provider: %s", failure.toString());
    return TokenSource.away();
  }

  private static int statusOf(Throwable failure) {
    return failure instanceof WebApplicationException web ? web.getResponse().getStatus() : 0;
  }
}
