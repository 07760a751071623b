package io.gatehouse.admin.authservice;

import io.gatehouse.admin.authservice.EventShapes.Delivery;
import io.gatehouse.admin.authservice.EventShapes.Event;
import io.gatehouse.admin.authservice.EventShapes.HookSwitch;
import io.gatehouse.admin.authservice.EventShapes.NewWebhook;
import io.gatehouse.admin.authservice.EventShapes.Webhook;
import io.gatehouse.admin.authservice.Shapes.Page;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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

/** What happens to keys, and who is told of it, at auth-service. */
@RegisterRestClient(configKey = "auth-service")
@RegisterClientHeaders(PersonsToken.class)
@RegisterProvider(AuthServiceRefusals.class)
@Consumes(MediaType.APPLICATION_JSON)
@Path("/v1")
public interface Events {

  @GET
  @Path("/events")
  Page<Event> events(
      @RestQuery @Nullable String type,
      @RestQuery @Nullable String keyId,
      @RestQuery @Nullable String partnerId,
      @RestQuery @Nullable String cursor,
      @RestQuery int limit);

  @GET
  @Path("/webhooks")
  Page<Webhook> webhooks();

  @POST
  @Path("/webhooks")
  Webhook create(NewWebhook webhook);

  @GET
  @Path("/webhooks/{id}")
  Webhook webhook(@RestPath String id);

  @PATCH
  @Path("/webhooks/{id}")
  Webhook turn(@RestPath String id, HookSwitch to);

  @DELETE
  @Path("/webhooks/{id}")
  void delete(@RestPath String id);

  @POST
  @Path("/webhooks/{id}/rotate")
  Webhook rotate(@RestPath String id);

  @GET
  @Path("/webhooks/{id}/deliveries")
  Page<Delivery> deliveries(
      @RestPath String id, @RestQuery @Nullable String cursor, @RestQuery int limit);

  @POST
  @Path("/webhooks/{id}/deliveries/{delivery}/replay")
  void replay(@RestPath String id, @RestPath String delivery);
}
