package io.gatehouse.admin.authservice;

import io.gatehouse.admin.authservice.LedgerShapes.NewRevocation;
import io.gatehouse.admin.authservice.LedgerShapes.Revocation;
import io.gatehouse.admin.authservice.LedgerShapes.Verifier;
import io.gatehouse.admin.authservice.Shapes.Page;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.annotation.RegisterClientHeaders;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Revocations and the verifiers that apply them, at auth-service. */
@RegisterRestClient(configKey = "auth-service")
@RegisterClientHeaders(PersonsToken.class)
@RegisterProvider(AuthServiceRefusals.class)
@Consumes(MediaType.APPLICATION_JSON)
@Path("/v1")
public interface Revocations {

  @GET
  @Path("/revocations/newest")
  Page<Revocation> newest(
      @RestQuery @Nullable String target,
      @RestQuery @Nullable String id,
      @RestQuery @Nullable String cursor,
      @RestQuery int limit);

  @GET
  @Path("/revocations/{sequence}")
  Revocation one(@RestPath long sequence);

  /** The same, for a page that is watched: holds no thread. */
  @GET
  @Path("/revocations/{sequence}")
  Uni<Revocation> watched(@RestPath long sequence);

  @POST
  @Path("/revocations")
  Revocation revoke(NewRevocation revocation);

  @GET
  @Path("/verifiers")
  Page<Verifier> verifiers();
}
