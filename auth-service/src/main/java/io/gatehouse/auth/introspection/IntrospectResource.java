package io.gatehouse.auth.introspection;

import io.gatehouse.auth.oauth.OAuthAnswer;
import io.gatehouse.auth.oauth.OAuthError;
import io.gatehouse.auth.oauth.OAuthForm;
import io.gatehouse.auth.oauth.OAuthRefused;
import io.gatehouse.auth.standing.Standing;
import io.gatehouse.auth.standing.Standings;
import io.gatehouse.guard.caller.Caller;
import io.gatehouse.guard.usage.KeyUses;
import io.gatehouse.guard.usage.TrafficCount;
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
 * Whether a credential is good (RFC 7662): a partner's key, the token that stands for one, or an
 * access token of the realm. Open to all as far as the guard goes, since OAuth has its own form of
 * refusal; who asks is checked in {@link Client}.
 */
@Path("/oauth/introspect")
@RequestScoped
@PermitAll
@Tag(name = "OAuth")
public class IntrospectResource {

  private final Standings standings;
  private final Introspector introspector;
  private final SecurityIdentity identity;
  private final KeyUses uses;
  private final MeterRegistry meters;

  IntrospectResource(
      Standings standings,
      Introspector introspector,
      SecurityIdentity identity,
      KeyUses uses,
      MeterRegistry meters) {
    this.standings = standings;
    this.introspector = introspector;
    this.identity = identity;
    this.uses = uses;
    this.meters = meters;
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Ask whether a key or token is good, and whose (RFC 7662)",
      description =
          "Form: token, [token_type_hint]. A service asks with its own token of the realm, about"
              + " any key and about tokens that are meant for it; a key asks about itself.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_FORM_URLENCODED,
              schema =
                  @Schema(
                      type = SchemaType.OBJECT,
                      requiredProperties = {"token"},
                      properties = {
                        @SchemaProperty(
                            name = "token",
                            type = SchemaType.STRING,
                            description = "A key or a token"),
                        @SchemaProperty(
                            name = "token_type_hint",
                            type = SchemaType.STRING,
                            description = "Not needed")
                      })))
  @SecurityRequirement(name = "bearer")
  @APIResponse(
      responseCode = "200",
      description = "What it is, or active false and nothing else",
      content = @Content(schema = @Schema(implementation = Introspection.class)))
  @APIResponse(
      responseCode = "400",
      description = "Refused (RFC 6749 §5.2)",
      content = @Content(schema = @Schema(implementation = OAuthError.class)))
  @APIResponse(
      responseCode = "401",
      description = "Whoever asks is not known, or not good any more (RFC 6749 §5.2)",
      content = @Content(schema = @Schema(implementation = OAuthError.class)))
  public Response introspect(MultivaluedMap<String, String> form) throws SQLException {
    Caller asker = identity.getAttribute(Caller.ATTRIBUTE);
    try {
      Client client = Client.of(asker);
      String token = OAuthForm.required(form, "token");
      OAuthForm.optional(form, "token_type_hint");
      return OAuthAnswer.ok(answer(client, standings.of(token, true)));
    } catch (OAuthRefused refused) {
      count(refused.error().code());
      Log.infof(
          "introspection refused error=%s code=%s asker=%s",
          refused.error().error(),
          refused.error().code(),
          asker == null ? "none" : asker.clientId());
      return OAuthAnswer.refused(refused);
    }
  }

  /** Of whatever is not good, or not the asker's business, the asker learns the same: nothing. */
  private Introspection answer(Client client, Standing standing) {
    return switch (standing) {
      case Standing.Dead dead -> {
        if (client.service() && dead.provedKey() != null) {
          uses.refused(dead.provedKey(), dead.code().code());
        }
        yield inactive(client, dead.code().code(), dead.note());
      }
      case Standing.Live live when !client.mayKnow(live) ->
          inactive(client, "not_for_asker", "client=" + live.caller().clientId());
      case Standing.Live live -> {
        count("active");
        // Somebody used it at that service. A key that asks about itself was counted at the door.
        if (client.service()) {
          uses.outcome(live.caller(), TrafficCount.ADMITTED, "", null);
        }
        yield introspector.describe(live);
      }
    };
  }

  private Introspection inactive(Client client, String why, String note) {
    count(why);
    Log.infof("introspection inactive code=%s asker=%s %s", why, client.id(), note);
    return Introspection.INACTIVE;
  }

  private void count(String outcome) {
    meters.counter("gatehouse.introspections", "outcome", outcome).increment();
  }
}
