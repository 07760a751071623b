package io.gatehouse.orders.catalog;

import static org.eclipse.microprofile.openapi.annotations.enums.SchemaType.INTEGER;

import io.gatehouse.orders.paging.Cursor;
import io.gatehouse.orders.paging.Limit;
import io.gatehouse.orders.paging.Page;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirementsSet;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code /v1/catalog}: public. */
@Path("/v1/catalog")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "catalog")
public class CatalogResource {

  private static final Cursor CURSOR = new Cursor("catalog", 1);

  private final Catalog catalog;

  CatalogResource(Catalog catalog) {
    this.catalog = catalog;
  }

  @GET
  @PermitAll
  @SecurityRequirementsSet
  @Operation(operationId = "listCatalog", summary = "What can be bought, by sku; no credential")
  public Page<ItemView> list(
      @QueryParam("cursor") @Nullable String cursor,
      @Parameter(schema = @Schema(type = INTEGER, minimum = "1", maximum = "100"))
          @QueryParam("limit")
          @Nullable String limit) {
    int count = Limit.of(limit, 50);
    String after = cursor == null ? "" : CURSOR.read(cursor).getFirst();
    return Page.of(catalog.after(after, count + 1), count, item -> CURSOR.write(item.sku()))
        .map(ItemView::of);
  }

  /** An item as clients see it. */
  @Schema(name = "CatalogItem")
  public record ItemView(String sku, String name, Money price) {
    static ItemView of(CatalogItem item) {
      return new ItemView(item.sku(), item.name(), item.price());
    }
  }
}
