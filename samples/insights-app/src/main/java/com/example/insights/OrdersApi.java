package com.example.insights;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** orders-service, as its OpenAPI document describes it. */
@RegisterRestClient(configKey = "orders")
@Path("/v1/orders")
interface OrdersApi {

  @GET
  Order.Page list(
      @HeaderParam("Authorization") String bearer,
      @RestQuery int limit,
      @RestQuery @Nullable String cursor);

  @POST
  @Path("/{id}/cancel")
  void cancel(
      @HeaderParam("Authorization") String bearer,
      @HeaderParam("If-Match") String version,
      @RestPath String id);
}
