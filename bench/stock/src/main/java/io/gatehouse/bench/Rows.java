package io.gatehouse.bench;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;

/** For customers, by quarkus-smallrye-jwt as it comes. */
@Path("/rows")
public class Rows {

  @GET
  @RolesAllowed("customer")
  public List<Row> all() {
    return Row.TWENTY;
  }
}
