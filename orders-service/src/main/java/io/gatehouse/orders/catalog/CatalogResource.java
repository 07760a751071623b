package io.gatehouse.orders.catalog;

import static org.eclipse.microprofile.openapi.annotations.enums.SchemaType.INTEGER;

import io.gatehouse.orders.paging.Cursor;
import io.gatehouse.orders.paging.Limit;
import io.gatehouse.orders.paging.Page;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirementsSet;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code /v1/catalog}: public. */
@Path("/v1/catalog")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "catalog")
public class CatalogResource {

  // Anybody's cache may have it, for no longer than it takes to read a page.
  private static final String CACHING = "public, max-age=10";
  private static final Cursor CURSOR = new Cursor("catalog", 1);

  private final Catalog catalog;
  private final CatalogCache cache;

  CatalogResource(Catalog catalog, CatalogCache cache) {
    this.catalog = catalog;
    this.cache = cache;
  }

  @GET
  @PermitAll
  @SecurityRequirementsSet
  @Operation(operationId = "listCatalog", summary = "What can be bought, by sku; no credential")
  @APIResponse(
      responseCode = "200",
      description = "A page",
      content = @Content(schema = @Schema(implementation = CatalogPage.class)))
  @APIResponse(responseCode = "304", description = "As If-None-Match has it")
  public Response list(
      @HeaderParam("If-None-Match") List<String> ifNoneMatch,
      @QueryParam("cursor") @Nullable String cursor,
      @Parameter(schema = @Schema(type = INTEGER, minimum = "1", maximum = "100"))
          @QueryParam("limit")
          @Nullable String limit) {
    int count = Limit.of(limit, 50);
    String after = cursor == null ? "" : CURSOR.read(cursor).getFirst();
    CatalogPages.Sent page = cache.page(count + ":" + after, () -> read(after, count));
    boolean known =
        ifNoneMatch.stream()
            .flatMap(header -> Arrays.stream(header.split(",", -1)))
            .map(tag -> tag.strip().replaceFirst("^W/", ""))
            .anyMatch(tag -> tag.equals("*") || tag.equals(page.etag()));
    return (known ? Response.notModified() : Response.ok(page.body()))
        .header(HttpHeaders.ETAG, page.etag())
        .header(HttpHeaders.CACHE_CONTROL, CACHING)
        .build();
  }

  private Page<ItemView> read(String after, int count) {
    return Page.of(catalog.after(after, count + 1), count, item -> CURSOR.write(item.sku()))
        .map(ItemView::of);
  }

  /** For the document: what a page looks like. */
  @Schema(name = "CatalogPage")
  record CatalogPage(List<ItemView> items, @Nullable String nextCursor) {}

  /** An item as clients see it. */
  @Schema(name = "CatalogItem")
  public record ItemView(String sku, String name, Money price) {
    static ItemView of(CatalogItem item) {
      return new ItemView(item.sku(), item.name(), item.price());
    }
  }
}
