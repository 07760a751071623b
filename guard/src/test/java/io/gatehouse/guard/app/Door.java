package io.gatehouse.guard.app;

import io.gatehouse.guard.caller.Caller;
import io.gatehouse.guard.revocation.Staleness;
import io.quarkus.security.PermissionsAllowed;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

@Path("/v1")
@RequestScoped
public class Door {

  @Inject Caller caller;

  public record Line(@NotBlank String sku, @Min(1) @Max(100) int quantity) {}

  public record Order(@NotEmpty List<@Valid Line> lines, @Nullable String note) {}

  @GET
  @Path("whoami")
  @PermissionsAllowed("orders:read")
  public Map<String, Object> whoami() {
    return Map.of(
        "subject", caller.subject(),
        "origin", caller.origin().label(),
        "clientId", caller.clientId(),
        "roles", caller.roles());
  }

  @POST
  @Path("orders")
  @PermissionsAllowed("orders:write")
  @Consumes("application/json")
  public Order create(@NotNull @Valid Order order) {
    return order;
  }

  @GET
  @Path("orders")
  @PermissionsAllowed("orders:read")
  public List<Order> list(@QueryParam("limit") @Max(100) @Nullable Integer limit) {
    return List.of();
  }

  @GET
  @Path("orders/{id}")
  @PermissionsAllowed("orders:read")
  public String one(@PathParam("id") int id, @HeaderParam("X-Count") @Min(1) @Nullable Integer n) {
    return "" + id;
  }

  @POST
  @Path("transfers")
  @PermissionsAllowed("orders:write")
  @Staleness(max = "PT2S")
  public String transfer() {
    return "moved";
  }

  @GET
  @Path("transfers")
  @PermissionsAllowed("orders:read")
  @Staleness(max = "PT2S")
  public String transfers() {
    return "none";
  }

  @POST
  @Path("notes")
  @PermissionsAllowed("orders:write")
  @Staleness(max = "PT5M")
  public String note() {
    return "noted";
  }

  @POST
  @Path("own-logout")
  @PermissionsAllowed("orders:read")
  @Staleness(then = Staleness.Then.ALLOW)
  public String logout() {
    return "out";
  }

  @GET
  @Path("admin")
  @RolesAllowed("admin")
  public String admin() {
    return "admin";
  }

  @GET
  @Path("silent")
  public String silent() {
    return "nothing said, so closed";
  }

  @GET
  @Path("open-but-personal")
  @PermitAll
  public String personal() {
    return caller.subject();
  }
}
