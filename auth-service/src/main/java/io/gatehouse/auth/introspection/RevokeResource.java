package io.gatehouse.auth.introspection;

import io.gatehouse.auth.oauth.OAuthAnswer;
import io.gatehouse.auth.oauth.OAuthError;
import io.gatehouse.auth.oauth.OAuthForm;
import io.gatehouse.auth.oauth.OAuthRefused;
import io.gatehouse.auth.standing.Standing;
import io.gatehouse.auth.standing.Standings;
import io.gatehouse.guard.apikey.ApiKey;
import io.gatehouse.guard.caller.Caller;
import io.gatehouse.guard.caller.Origin;
import io.gatehouse.guard.problem.ErrorCode;
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
import java.util.Map;
import java.util.Set;
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
 * Takes a credential back (RFC 7009): a key for good, a key's token alone. Who shows the whole
 * credential has proved that they hold it; who asks is checked in {@link Client} none the less.
 */
@Path("/oauth/revoke")
@RequestScoped
@PermitAll
@Tag(name = "OAuth")
public class RevokeResource {

  /** Dead, but its secret was right: it can be revoked still, so that no change brings it back. */
  private static final Set<ErrorCode> PROVED =
      Set.of(ErrorCode.KEY_EXPIRED, ErrorCode.KEY_DISABLED);

  private final Standings standings;
  private final TakingBack taking;
  private final SecurityIdentity identity;
  private final MeterRegistry meters;

  RevokeResource(
      Standings standings, TakingBack taking, SecurityIdentity identity, MeterRegistry meters) {
    this.standings = standings;
    this.taking = taking;
    this.identity = identity;
    this.meters = meters;
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Take a key or a key's token back (RFC 7009)",
      description =
          "Form: token, [token_type_hint]. Unknown and already revoked are 200 as well. Tokens of"
              + " the realm are revoked at its own revocation endpoint.")
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
      description = "It is not good, now at the latest",
      content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
  @APIResponse(
      responseCode = "400",
      description = "Refused (RFC 6749 §5.2, RFC 7009 §2.2.1)",
      content = @Content(schema = @Schema(implementation = OAuthError.class)))
  @APIResponse(
      responseCode = "401",
      description = "Whoever asks is not known, or not good any more (RFC 6749 §5.2)",
      content = @Content(schema = @Schema(implementation = OAuthError.class)))
  public Response revoke(MultivaluedMap<String, String> form) throws SQLException {
    Caller asker = identity.getAttribute(Caller.ATTRIBUTE);
    try {
      Client client = Client.of(asker);
      String token = OAuthForm.required(form, "token");
      OAuthForm.optional(form, "token_type_hint");
      revoke(client, token);
      return OAuthAnswer.ok(Map.of());
    } catch (OAuthRefused refused) {
      count(refused.error().code());
      Log.infof(
          "taking back refused error=%s code=%s asker=%s",
          refused.error().error(),
          refused.error().code(),
          asker == null ? "none" : asker.clientId());
      return OAuthAnswer.refused(refused);
    }
  }

  private void revoke(Client client, String token) throws SQLException {
    switch (standings.of(token, false)) {
      case Standing.Dead dead -> dead(client, token, dead);
      case Standing.Live live when !client.mayKnow(live) ->
          nothing(client, "not_for_asker", "client=" + live.caller().clientId());
      case Standing.Key key -> {
        taking.key(key.good().key().id(), client.id());
        count("revoked");
      }
      case Standing.Token live -> token(client, live);
    }
  }

  private void token(Client client, Standing.Token live) {
    if (!(live.caller().origin() instanceof Origin.PartnerKey key)) {
      // Only for a good token that is meant for the asker: it knows what it holds.
      throw new OAuthRefused(
          OAuthError.UNSUPPORTED_TOKEN_TYPE,
          "Take this token back where it was issued, at the realm's revocation endpoint.",
          ErrorCode.VALIDATION_FAILED);
    }
    taking.token(key.tokenId(), live.caller().expiresAt(), client.id());
    count("revoked");
  }

  private void dead(Client client, String token, Standing.Dead dead) {
    ApiKey key = ApiKey.parse(token);
    if (key != null && PROVED.contains(dead.code()) && client.service()) {
      taking.key(key.id(), client.id());
      count("revoked");
    } else {
      nothing(client, dead.code().code(), dead.note());
    }
  }

  /** RFC 7009 §2.2: to the client this is a success; it wanted it dead, and so it is. */
  private void nothing(Client client, String why, String note) {
    count(why);
    Log.infof("nothing taken back code=%s asker=%s %s", why, client.id(), note);
  }

  private void count(String outcome) {
    meters.counter("gatehouse.token.revocations", "outcome", outcome).increment();
  }
}
