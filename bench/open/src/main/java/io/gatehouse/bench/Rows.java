package io.gatehouse.bench;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;

/** Asks nobody for anything: what the others are held against. */
@Path("/rows")
public class Rows {

  @GET
  @PermitAll
  public List<Row> all() {
    return Row.TWENTY;
  }
}
