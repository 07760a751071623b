package io.gatehouse.admin.login;

import io.gatehouse.admin.session.SessionStore.LoginOver;
import io.gatehouse.admin.session.Sessions;
import io.gatehouse.guard.logout.LogoutTokens;
import io.gatehouse.guard.logout.LogoutVerdict;
import io.gatehouse.guard.problem.ErrorCode;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/**
 * The identity provider says that a login is over, at whatever app it was ended (OpenID Connect
 * Back-Channel Logout 1.0). Its sessions here end with it, on every replica, since the records are
 * gone; and a login that is just under way does not begin one.
 *
 * <p>Open to anybody: the token's signature is the credential. A browser's cookie counts for
 * nothing here.
 */
@Path("/backchannel-logout")
@Produces(MediaType.APPLICATION_JSON)
class BackChannelLogout {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final LogoutTokens tokens;
  private final Sessions sessions;
  private final InstantSource clock;
  private final MeterRegistry metrics;
  private final Set<String> clients;

  BackChannelLogout(
      LogoutTokens tokens,
      Sessions sessions,
      InstantSource clock,
      MeterRegistry metrics,
      @ConfigProperty(name = "quarkus.oidc.client-id") String client) {
    this.tokens = tokens;
    this.sessions = sessions;
    this.clock = clock;
    this.metrics = metrics;
    this.clients = Set.of(client);
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @PermitAll
  @Blocking
  public Response logout(@RestForm("logout_token") @Nullable String token) {
    return switch (tokens.judge(Objects.requireNonNullElse(token, ""), clients)) {
      case LogoutVerdict.Ended ended -> ended(ended);
      case LogoutVerdict.Refused(var why) -> refused("refused", why);
      case LogoutVerdict.Unknown() -> {
        count("unknown");
        throw ErrorCode.DEPENDENCY_UNAVAILABLE.because(
            "Keycloak's keys cannot be had at present: the token cannot be judged.");
      }
    };
  }

  private Response ended(LogoutVerdict.Ended said) {
    Integer ended =
        sessions
            .endLogins(
                new LoginOver(
                    said.id(), said.session(), said.user(), clock.instant(), said.forgetAfter()))
            .await()
            .atMost(PATIENCE);
    if (ended == null) {
      return refused("replayed", "it came before");
    }
    Log.infof("the provider says that a login is over: %d sessions ended with it", ended);
    count(ended == 0 ? "nothing" : "ended");
    return answer(200, Map.of());
  }

  private Response refused(String outcome, String why) {
    Log.warnf("logout token refused: %s", why);
    count(outcome);
    return answer(400, Map.of("error", "invalid_request", "error_description", why));
  }

  private void count(String outcome) {
    metrics.counter("gatehouse.admin.backchannel.logouts", "outcome", outcome).increment();
  }

  /** By §2.8 no answer may be kept by a cache. */
  private static Response answer(int status, Map<String, String> body) {
    return Response.status(status).header("Cache-Control", "no-store").entity(body).build();
  }
}
