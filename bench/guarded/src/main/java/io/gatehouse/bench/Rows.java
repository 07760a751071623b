package io.gatehouse.bench;

import io.quarkus.security.PermissionsAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;

/** For who holds a scope, by guard. */
@Path("/rows")
public class Rows {

  @GET
  @PermissionsAllowed("orders:read")
  public List<Row> all() {
    return Row.TWENTY;
  }
}
