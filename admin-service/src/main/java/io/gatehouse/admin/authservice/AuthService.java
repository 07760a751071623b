package io.gatehouse.admin.authservice;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatehouse.admin.authservice.EventShapes.ImportResults;
import io.gatehouse.admin.authservice.Shapes.CreatedKey;
import io.gatehouse.admin.authservice.Shapes.Key;
import io.gatehouse.admin.authservice.Shapes.NewKey;
import io.gatehouse.admin.authservice.Shapes.NewLimit;
import io.gatehouse.admin.authservice.Shapes.NewPartner;
import io.gatehouse.admin.authservice.Shapes.Page;
import io.gatehouse.admin.authservice.Shapes.Partner;
import io.gatehouse.admin.authservice.Shapes.Revoke;
import io.gatehouse.admin.authservice.Shapes.Rotate;
import io.gatehouse.admin.authservice.Shapes.Switch;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.annotation.RegisterClientHeaders;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The part of auth-service's API that the desk uses. Blocking: called from pages only. */
@RegisterRestClient(configKey = "auth-service")
@RegisterClientHeaders(PersonsToken.class)
@RegisterProvider(AuthServiceRefusals.class)
@Consumes(MediaType.APPLICATION_JSON)
@Path("/v1")
public interface AuthService {

  @GET
  @Path("/partners")
  Page<Partner> partners(
      @RestQuery @Nullable String q, @RestQuery @Nullable String cursor, @RestQuery int limit);

  @POST
  @Path("/partners")
  Partner createPartner(NewPartner partner);

  @GET
  @Path("/partners/{id}")
  Partner partner(@RestPath String id);

  @PATCH
  @Path("/partners/{id}")
  Partner changePartner(@RestPath String id, NewPartner partner);

  @GET
  @Path("/partners/{id}/keys")
  Page<Key> keys(
      @RestPath String id,
      @RestQuery @Nullable String q,
      @RestQuery @Nullable String state,
      @RestQuery @Nullable String environment,
      @RestQuery @Nullable String cursor,
      @RestQuery int limit);

  @POST
  @Path("/partners/{id}/keys")
  CreatedKey createKey(@RestPath String id, NewKey key);

  /** The keys of all partners, newest first. Times by RFC 3339. */
  @GET
  @Path("/keys")
  Page<Key> allKeys(
      @RestQuery @Nullable String q,
      @RestQuery @Nullable String state,
      @RestQuery @Nullable String environment,
      @RestQuery @Nullable String expiresBefore,
      @RestQuery @Nullable String unusedSince,
      @RestQuery @Nullable String cursor,
      @RestQuery int limit);

  @POST
  @Path("/keys/import")
  ImportResults importKeys(JsonNode batch);

  @GET
  @Path("/keys/{id}")
  Key key(@RestPath String id);

  @PATCH
  @Path("/keys/{id}")
  Key switchKey(@RestPath String id, Switch to);

  @POST
  @Path("/keys/{id}/rotate")
  CreatedKey rotate(@RestPath String id, Rotate how);

  @PATCH
  @Path("/keys/{id}")
  Key limitKey(@RestPath String id, NewLimit limit);

  @POST
  @Path("/keys/{id}/rotate/cancel")
  Key cancelRotation(@RestPath String id);

  @POST
  @Path("/keys/{id}/revoke")
  Key revoke(@RestPath String id, Revoke why);
}
