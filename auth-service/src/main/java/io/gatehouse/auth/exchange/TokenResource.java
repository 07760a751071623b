package io.gatehouse.auth.exchange;

import io.gatehouse.auth.oauth.OAuthAnswer;
import io.gatehouse.auth.oauth.OAuthError;
import io.gatehouse.auth.oauth.OAuthRefused;
import io.gatehouse.guard.caller.Caller;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * The token endpoint (RFC 6749 §3.2). Open to all as far as the guard goes, since OAuth has its own
 * form of refusal; who asks is checked in {@link Exchange}.
 */
@Path("/oauth/token")
@RequestScoped
@PermitAll
@Tag(name = "OAuth")
public class TokenResource {

  private final Exchange exchange;
  private final SecurityIdentity identity;
  private final MeterRegistry meters;

  TokenResource(Exchange exchange, SecurityIdentity identity, MeterRegistry meters) {
    this.exchange = exchange;
    this.identity = identity;
    this.meters = meters;
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "Exchange a partner's key for a token (RFC 8693)")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_FORM_URLENCODED,
              schema =
                  @Schema(
                      type = SchemaType.OBJECT,
                      requiredProperties = {
                        "grant_type",
                        "subject_token",
                        "subject_token_type",
                        "audience"
                      },
                      properties = {
                        @SchemaProperty(name = "grant_type", type = SchemaType.STRING),
                        @SchemaProperty(
                            name = "subject_token",
                            type = SchemaType.STRING,
                            description = "The key"),
                        @SchemaProperty(name = "subject_token_type", type = SchemaType.STRING),
                        @SchemaProperty(
                            name = "audience",
                            type = SchemaType.STRING,
                            description = "The asking service"),
                        @SchemaProperty(name = "requested_token_type", type = SchemaType.STRING),
                        @SchemaProperty(
                            name = "scope",
                            type = SchemaType.STRING,
                            description = "Fewer scopes than the key has, separated by spaces")
                      })))
  @SecurityRequirement(name = "bearer")
  @APIResponse(
      responseCode = "200",
      description = "A token for the asking service",
      content = @Content(schema = @Schema(implementation = TokenAnswer.class)))
  @APIResponse(
      responseCode = "400",
      description = "Refused (RFC 6749 §5.2)",
      content = @Content(schema = @Schema(implementation = OAuthError.class)))
  @APIResponse(
      responseCode = "401",
      description = "Whoever asks is not known, or not good any more (RFC 6749 §5.2)",
      content = @Content(schema = @Schema(implementation = OAuthError.class)))
  public Response token(MultivaluedMap<String, String> form) throws SQLException {
    Caller asker = identity.getAttribute(Caller.ATTRIBUTE);
    try {
      TokenAnswer answer = exchange.exchange(asker, ExchangeRequest.read(form));
      count("admitted");
      return OAuthAnswer.ok(answer);
    } catch (OAuthRefused refused) {
      OAuthError error = refused.error();
      count(error.code());
      Log.infof(
          "token refused error=%s code=%s asker=%s %s",
          error.error(), error.code(), asker == null ? "none" : asker.clientId(), refused.about());
      return OAuthAnswer.refused(refused);
    }
  }

  private void count(String outcome) {
    meters.counter("gatehouse.exchanges", "outcome", outcome).increment();
  }
}
