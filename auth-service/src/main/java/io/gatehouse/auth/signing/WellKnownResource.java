package io.gatehouse.auth.signing;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.gatehouse.auth.scope.GrantableScopes;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a verifier needs to know of this server, for anyone to read. */
@Path("/.well-known")
@PermitAll
@Tag(name = "Well-known")
public class WellKnownResource {

  /** Metadata of RFC 8414 §2: what truly exists here, and nothing else. */
  public record Metadata(
      String issuer,
      @JsonProperty("token_endpoint") String tokenEndpoint,
      @JsonProperty("jwks_uri") String jwksUri,
      @JsonProperty("scopes_supported") List<String> scopes,
      @JsonProperty("response_types_supported") List<String> responseTypes,
      @JsonProperty("grant_types_supported") List<String> grantTypes,
      @JsonProperty("token_endpoint_auth_methods_supported") List<String> authMethods,
      @JsonProperty("introspection_endpoint") String introspectionEndpoint,
      @JsonProperty("introspection_endpoint_auth_methods_supported")
          List<String> introspectionAuthMethods,
      @JsonProperty("revocation_endpoint") String revocationEndpoint,
      @JsonProperty("revocation_endpoint_auth_methods_supported")
          List<String> revocationAuthMethods) {}

  /** A client shows a bearer token (RFC 6750) of its own; IANA has no name for that method. */
  private static final String BEARER = "urn:gatehouse:client-auth:realm-token";

  private final SigningKeys keys;
  private final CacheControl cache = new CacheControl();
  private final Metadata metadata;

  WellKnownResource(SigningKeys keys, SigningConfig config, GrantableScopes scopes) {
    this.keys = keys;
    cache.setMaxAge((int) config.jwksMaxAge().toSeconds());
    String issuer = config.requiredIssuer();
    this.metadata =
        new Metadata(
            issuer,
            issuer + "/oauth/token",
            issuer + "/.well-known/jwks.json",
            List.copyOf(scopes.all()),
            // No authorization endpoint: people log in at Keycloak.
            List.of(),
            List.of("urn:ietf:params:oauth:grant-type:token-exchange"),
            List.of(BEARER),
            issuer + "/oauth/introspect",
            // An access token type is a method here (RFC 8414 §2).
            List.of("Bearer"),
            issuer + "/oauth/revoke",
            List.of(BEARER));
  }

  @GET
  @Path("jwks.json")
  @Produces("application/jwk-set+json")
  @Operation(summary = "The keys that sign this server's tokens (RFC 7517)")
  @APIResponse(
      responseCode = "200",
      description = "A JWK set",
      content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
  public Response jwks() {
    return Response.ok(keys.jwks()).cacheControl(cache).build();
  }

  @GET
  @Path("oauth-authorization-server")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "Metadata of this authorization server (RFC 8414)")
  @APIResponse(
      responseCode = "200",
      description = "What is offered here",
      content = @Content(schema = @Schema(implementation = Metadata.class)))
  public Response metadata() {
    return Response.ok(metadata).cacheControl(cache).build();
  }
}
