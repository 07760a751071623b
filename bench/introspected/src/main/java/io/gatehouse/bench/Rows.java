package io.gatehouse.bench;

import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;

/** For whom Keycloak says, on each request, that the token is active. */
@Path("/rows")
public class Rows {

  @GET
  @Authenticated
  public List<Row> all() {
    return Row.TWENTY;
  }
}
