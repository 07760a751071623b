package io.gatehouse.orders.catalog;

import io.gatehouse.guard.caller.Caller;
import io.gatehouse.guard.problem.ErrorCode;
import io.gatehouse.orders.catalog.CatalogResource.ItemView;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.RequestScoped;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /v1/catalog/{sku}}: administrators change what is sold. */
@Path("/v1/catalog/{sku}")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "catalog")
public class CatalogItemResource {

  private final Caller caller;
  private final Catalog catalog;
  private final CatalogCache cache;

  CatalogItemResource(Caller caller, Catalog catalog, CatalogCache cache) {
    this.caller = caller;
    this.catalog = catalog;
    this.cache = cache;
  }

  @PUT
  @PermissionsAllowed("orders:write")
  @Operation(
      operationId = "changeCatalogItem",
      summary = "Change the name and price of an item: administrators only",
      description = "Orders keep the prices that they were placed at.")
  public ItemView change(@PathParam("sku") String sku, @NotNull @Valid ItemChange change) {
    if (!CatalogPolicy.mayChange(caller)) {
      throw ErrorCode.FORBIDDEN.because("This caller may not change the catalog.");
    }
    Money price = new Money(change.price().amount(), change.price().currency());
    if (!catalog.change(sku, change.name(), price)) {
      throw ErrorCode.NOT_FOUND.because("There is no such item.");
    }
    // Committed by now: whoever reads from here on must not find the page of before.
    cache.changed();
    return new ItemView(sku, change.name(), price);
  }
}
