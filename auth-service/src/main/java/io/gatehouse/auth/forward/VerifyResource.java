package io.gatehouse.auth.forward;

import io.gatehouse.guard.caller.Caller;
import io.gatehouse.guard.caller.Origin;
import io.gatehouse.guard.problem.ErrorCode;
import io.gatehouse.guard.problem.ProblemException;
import io.gatehouse.guard.problem.Refusals;
import io.gatehouse.guard.usage.Traffic;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.util.List;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/**
 * Forward authentication, for nginx, Traefik, Caddy and Envoy (docs/forward-auth.md). Open as far
 * as this service's own door goes: it judges what a proxy was sent, and answers 200, 401, 403 or a
 * fault, since nginx takes any other answer for a fault of its own.
 */
@Path(VerifyRoute.PATH)
@RequestScoped
@PermitAll
@Tag(name = "Forward authentication")
public class VerifyResource {

  private final Forwarding forwarding;
  private final Refusals refusals;
  private final MeterRegistry meters;
  private final RoutingContext request;

  VerifyResource(
      Forwarding forwarding, Refusals refusals, MeterRegistry meters, RoutingContext request) {
    this.forwarding = forwarding;
    this.refusals = refusals;
    this.meters = meters;
    this.request = request;
  }

  @GET
  @Operation(
      summary = "Whether a reverse proxy may let a request through",
      description =
          "For nginx, Traefik and Caddy: audience and scope (several, separated by spaces) in the"
              + " query. For Envoy: /verify/AUDIENCE/SCOPE,SCOPE/ as path prefix, - for no scope;"
              + " any method, any path behind it.")
  @SecurityRequirement(name = "bearer")
  @APIResponse(
      responseCode = "200",
      description =
          "Let it through: X-Auth-Subject, X-Auth-Origin, X-Auth-Client, X-Auth-Scopes, and in"
              + " Authorization and X-Auth-Token a JWT for the service")
  @APIResponse(responseCode = "401", description = "No credential, or a bad one")
  @APIResponse(responseCode = "403", description = "Not with these scopes, or not from there")
  public Response verify(
      @RestQuery @Nullable String audience, @RestQuery("scope") List<String> scopes)
      throws SQLException {
    Wanted wanted = null;
    try {
      String credential = Forwarding.credential(request);
      wanted = Wanted.of(request, audience, scopes);
      Forwarding.Passed passed = forwarding.pass(request, wanted, credential);
      count("admitted");
      Traffic.entered(request, passed.standing().caller().origin());
      return passed(passed);
    } catch (ProblemException refused) {
      count(refused.code().code());
      return refused(refused, wanted);
    }
  }

  private static Response passed(Forwarding.Passed passed) {
    Caller caller = passed.standing().caller();
    Response.ResponseBuilder response =
        Response.ok()
            .header("X-Auth-Subject", plain(caller.subject()))
            .header("X-Auth-Origin", caller.origin().label())
            .header("X-Auth-Client", plain(caller.clientId()))
            .header("X-Auth-Scopes", plain(String.join(" ", new TreeSet<>(caller.scopes()))))
            .header("X-Auth-Token", passed.token())
            .header(HttpHeaders.AUTHORIZATION, "Bearer " + passed.token())
            .header(HttpHeaders.CACHE_CONTROL, "no-store");
    if (caller.origin() instanceof Origin.PartnerKey key) {
      response.header("X-Auth-Environment", key.environment());
    }
    return response.build();
  }

  private Response refused(ProblemException refused, @Nullable Wanted wanted) {
    String scope =
        wanted != null && refused.code() == ErrorCode.INSUFFICIENT_SCOPE
            ? String.join(" ", wanted.scopes())
            : null;
    Refusals.Answer answer = refusals.answer(request, refused, scope);
    Response.ResponseBuilder response = Response.status(answer.status()).entity(answer.body());
    answer.headers().forEach(response::header);
    return response.build();
  }

  /** A header is one line of ASCII, whatever an issuer puts into a name. */
  private static String plain(String text) {
    return text.replaceAll("[^\\x20-\\x7e]", "?");
  }

  private void count(String outcome) {
    meters.counter("gatehouse.verifications", "outcome", outcome).increment();
  }
}
