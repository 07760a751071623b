package io.gatehouse.orders.identity;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.gatehouse.guard.possession.Possession;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirementsSet;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * Where a client that knows only our address learns whom to ask for a token (RFC 9728 §3). Partner
 * keys are not in it: they are not obtained by OAuth.
 */
@Path("/.well-known/oauth-protected-resource")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "identity")
public class ProtectedResource {

  private final Metadata metadata;

  ProtectedResource(
      @ConfigProperty(name = "gatehouse.urls.orders-service") String self,
      @ConfigProperty(name = "gatehouse.urls.keycloak") String keycloak) {
    metadata =
        new Metadata(
            self,
            List.of(keycloak + "/realms/gatehouse"),
            List.of("orders:read", "orders:write"),
            List.of("header"),
            Possession.algorithms(),
            false,
            "Gatehouse orders-service",
            self + "/q/openapi");
  }

  @GET
  @PermitAll
  @NonBlocking
  @SecurityRequirementsSet
  @Operation(operationId = "protectedResource", summary = "Whom to ask for a token (RFC 9728)")
  public Metadata metadata() {
    return metadata;
  }

  /** RFC 9728 §2; a token in the query or the body is never read. */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  @Schema(name = "ProtectedResourceMetadata")
  public record Metadata(
      String resource,
      List<String> authorizationServers,
      List<String> scopesSupported,
      List<String> bearerMethodsSupported,
      List<String> dpopSigningAlgValuesSupported,
      boolean dpopBoundAccessTokensRequired,
      String resourceName,
      String resourceDocumentation) {}
}
