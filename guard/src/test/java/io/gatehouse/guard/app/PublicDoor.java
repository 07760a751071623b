package io.gatehouse.guard.app;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

@Path("/v1/public")
@PermitAll
public class PublicDoor {

  @GET
  public String open() {
    return "open";
  }
}
