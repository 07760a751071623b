package io.gatehouse.guard.app;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.net.ConnectException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.CompletionException;

/** Throws what a lost database or Redis throws. */
@Path("/v1/away")
@PermitAll
public class AwayDoor {

  @GET
  @Path("state/{state}")
  public String state(@PathParam("state") String state) throws Exception {
    throw new IllegalStateException(new SQLException("as PostgreSQL says it", state));
  }

  @GET
  @Path("{kind}")
  public String away(@PathParam("kind") String kind) throws Exception {
    throw switch (kind) {
      case "sql" -> new SQLTransientConnectionException("gone", "08001");
      case "agroal" -> new SQLException("Sorry, acquisition timeout!");
      case "postgres" -> new SQLException("terminating connection", "57P01");
      case "redis" -> new io.vertx.core.VertxException("Connection is closed", true);
      case "refused" -> new ConnectException("Connection refused");
      case "wrapped" ->
          new CompletionException(
              new IllegalStateException(new SQLException("I/O error", "08006")));
      default -> new SQLException("syntax error", "42601");
    };
  }
}
