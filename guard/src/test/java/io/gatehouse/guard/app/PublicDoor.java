package io.gatehouse.guard.app;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.Response;

@Path("/v1/public")
@PermitAll
public class PublicDoor {

  @GET
  public String open() {
    return "open";
  }

  @GET
  @Path("boom")
  public String boom() {
    throw new IllegalStateException("internal: jdbc:postgresql://secret-host");
  }

  @GET
  @Path("cached")
  public Response cached() {
    CacheControl hour = new CacheControl();
    hour.setMaxAge(3600);
    return Response.ok("x").cacheControl(hour).build();
  }
}
