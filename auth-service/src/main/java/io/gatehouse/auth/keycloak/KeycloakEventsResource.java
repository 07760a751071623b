package io.gatehouse.auth.keycloak;

import io.gatehouse.guard.jwt.RealmStatements;
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
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.logging.Logger;

/**
 * Takes pushed security event tokens from Keycloak (RFC 8935). What the token says is believed
 * because the realm signed it: anyone may call, and nobody else can say anything.
 */
@Path("/v1/keycloak/events")
@RequestScoped
@PermitAll
public class KeycloakEventsResource {

  private static final Logger LOG = Logger.getLogger(KeycloakEventsResource.class);

  static final String EVENT = "urn:gatehouse:event:keycloak-act";
  static final String AUDIENCE = "urn:gatehouse:keycloak-events";

  private final RealmStatements statements;
  private final KeycloakActs acts;
  private final MeterRegistry meters;

  KeycloakEventsResource(RealmStatements statements, KeycloakActs acts, MeterRegistry meters) {
    this.statements = statements;
    this.acts = acts;
    this.meters = meters;
  }

  @POST
  @Consumes("application/secevent+jwt")
  @Produces(MediaType.APPLICATION_JSON)
  @Blocking
  @Operation(hidden = true)
  public Response push(String body) {
    return switch (statements.judge(body, Set.of("secevent+jwt"), Set.of(AUDIENCE))) {
      case RealmStatements.Verdict.Said(var claims) -> {
        if (claims.getClaimValue("events") instanceof Map<?, ?> events
            && events.get(EVENT) instanceof Map<?, ?> told) {
          acts.apply(String.valueOf(claims.getClaimValue("jti")), act(told), "push");
          yield Response.accepted().build();
        }
        yield refused("invalid_request", "no event that is known here");
      }
      case RealmStatements.Verdict.Unbelievable(var error, var why) -> refused(error, why);
      case RealmStatements.Verdict.Unknown() ->
          throw ErrorCode.DEPENDENCY_UNAVAILABLE.because("The realm's keys are not known yet.");
    };
  }

  @SuppressWarnings("unchecked")
  private static KeycloakAct act(Map<?, ?> told) {
    return new KeycloakAct((Map<String, ?>) told);
  }

  /** RFC 8935 §2.3: not a problem body, but the one that every SET transmitter knows. */
  private Response refused(String error, String why) {
    meters.counter("gatehouse.keycloak.acts", "path", "push", "outcome", "refused").increment();
    LOG.infof("pushed event refused err=%s why=%s", error, why);
    return Response.status(400)
        .header("Content-Language", "en")
        .entity(Map.of("err", error, "description", why))
        .build();
  }
}
