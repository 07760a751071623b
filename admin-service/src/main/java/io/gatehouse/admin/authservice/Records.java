package io.gatehouse.admin.authservice;

import io.gatehouse.admin.authservice.RecordShapes.Entry;
import io.gatehouse.admin.authservice.RecordShapes.SigningKey;
import io.gatehouse.admin.authservice.RecordShapes.Traffic;
import io.gatehouse.admin.authservice.RecordShapes.Usage;
import io.gatehouse.admin.authservice.RecordShapes.Verdict;
import io.gatehouse.admin.authservice.Shapes.Page;
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

/** The audit and the signing keys, at auth-service. */
@RegisterRestClient(configKey = "auth-service")
@RegisterClientHeaders(PersonsToken.class)
@RegisterProvider(AuthServiceRefusals.class)
@Consumes(MediaType.APPLICATION_JSON)
@Path("/v1")
public interface Records {

  @GET
  @Path("/audit")
  Page<Entry> audit(
      @RestQuery @Nullable String target,
      @RestQuery @Nullable String targetId,
      @RestQuery @Nullable String action,
      @RestQuery @Nullable String cursor,
      @RestQuery int limit);

  @GET
  @Path("/audit/verify")
  Verdict verify(
      @RestQuery @Nullable String cursor, @RestQuery int limit, @RestQuery @Nullable String anchor);

  /** The last day, hour by hour. */
  @GET
  @Path("/keys/{id}/usage")
  Usage usage(@RestPath String id);

  /**
   * @param step {@code minute} for the last hour, {@code hour} for the last day
   */
  @GET
  @Path("/traffic")
  Traffic traffic(@RestQuery String step);

  @GET
  @Path("/signing-keys")
  Page<SigningKey> signingKeys();

  @POST
  @Path("/signing-keys/rotate")
  Page<SigningKey> rotateSigningKeys();
}
