package io.gatehouse.auth.keycloak;

import io.gatehouse.auth.oauth.OAuthAnswer;
import io.gatehouse.auth.oauth.OAuthForm;
import io.gatehouse.auth.oauth.OAuthRefused;
import io.gatehouse.guard.logout.LogoutTokens;
import io.gatehouse.guard.logout.LogoutVerdict;
import io.gatehouse.guard.problem.ErrorCode;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.logging.Logger;

/**
 * Takes logout tokens (OpenID Connect Back-Channel Logout 1.0) for clients that have no server of
 * their own to take them: apps in a browser, and apps of third parties that call our services. What
 * the token says is believed because the realm signed it.
 */
@Path("/backchannel-logout")
@RequestScoped
@PermitAll
public class BackchannelLogoutResource {

  private static final Logger LOG = Logger.getLogger(BackchannelLogoutResource.class);

  private final LogoutTokens tokens;
  private final Logouts logouts;
  private final KeycloakConfig config;
  private final MeterRegistry meters;

  BackchannelLogoutResource(
      LogoutTokens tokens, Logouts logouts, KeycloakConfig config, MeterRegistry meters) {
    this.tokens = tokens;
    this.logouts = logouts;
    this.config = config;
    this.meters = meters;
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Produces(MediaType.APPLICATION_JSON)
  @Blocking
  @Operation(hidden = true)
  public Response logout(MultivaluedMap<String, String> form) {
    try {
      return switch (tokens.judge(token(form), config.logoutClients())) {
        case LogoutVerdict.Ended ended -> {
          if (!logouts.apply(ended)) {
            throw OAuthRefused.invalid("The logout token was used before.");
          }
          yield OAuthAnswer.ok(Map.of());
        }
        case LogoutVerdict.Refused(var why) ->
            throw OAuthRefused.invalid("The logout token is refused: " + why + ".");
        case LogoutVerdict.Unknown() ->
            throw ErrorCode.DEPENDENCY_UNAVAILABLE.because("The realm's keys are not known yet.");
      };
    } catch (OAuthRefused refused) {
      meters
          .counter("gatehouse.keycloak.acts", "path", "backchannel", "outcome", "refused")
          .increment();
      LOG.infof("logout token refused: %s", refused.getMessage());
      return OAuthAnswer.refused(refused);
    }
  }

  private static String token(MultivaluedMap<String, String> form) {
    return OAuthForm.required(form, "logout_token");
  }
}
