package io.gatehouse.guard.app;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

/** Its paths begin like those of {@link PublicDoor}, whose own path is the longer one. */
@Path("/v1")
@PermitAll
public class SecondDoor {

  @DELETE
  @Path("public/{id}/notes")
  public String delete(@PathParam("id") int id) {
    return "";
  }
}
