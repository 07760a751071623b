package io.gatehouse.orders.order;

import static org.eclipse.microprofile.openapi.annotations.enums.SchemaType.INTEGER;
import static org.eclipse.microprofile.openapi.annotations.enums.SchemaType.STRING;

import io.gatehouse.guard.caller.Caller;
import io.gatehouse.guard.idempotency.IdempotencyKey;
import io.gatehouse.guard.problem.ErrorCode;
import io.gatehouse.guard.problem.ProblemException;
import io.gatehouse.guard.revocation.Staleness;
import io.gatehouse.orders.idempotency.FirstReplies.Reply;
import io.gatehouse.orders.paging.Limit;
import io.gatehouse.orders.paging.Page;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.RequestScoped;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code /v1/orders}. Scopes are checked here, objects by {@link OrderPolicy}. */
@Path("/v1/orders")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "orders")
public class OrdersResource {

  private static final String IF_MATCH =
      "If-Match must carry the ETag of the version that is meant.";
  // Revalidated each time, and by this caller's cache only.
  private static final String CACHING = "private, no-cache";

  private final Caller caller;
  private final Orders orders;
  private final PlaceOrder placeOrder;
  private final ChangeOrder changeOrder;

  OrdersResource(Caller caller, Orders orders, PlaceOrder placeOrder, ChangeOrder changeOrder) {
    this.caller = caller;
    this.orders = orders;
    this.placeOrder = placeOrder;
    this.changeOrder = changeOrder;
  }

  @GET
  @PermissionsAllowed("orders:read")
  @Operation(
      operationId = "listOrders",
      summary = "The orders you may see",
      description =
          "Newest first, or oldest first by sort=createdAt. A page's nextCursor goes with the sort"
              + " that it came from; orders that are placed meanwhile neither shift nor repeat"
              + " others.")
  public Page<OrderView> list(
      @QueryParam("cursor") @Nullable String cursor,
      @Parameter(schema = @Schema(type = INTEGER, minimum = "1", maximum = "100"))
          @QueryParam("limit")
          @Nullable String limit,
      @Parameter(schema = @Schema(implementation = OrderStatus.class)) @QueryParam("status")
          @Nullable String status,
      @Parameter(
              description = "Placed at this time or later",
              schema = @Schema(type = STRING, format = "date-time"))
          @QueryParam("createdFrom")
          @Nullable String createdFrom,
      @Parameter(
              description = "Placed before this time",
              schema = @Schema(type = STRING, format = "date-time"))
          @QueryParam("createdBefore")
          @Nullable String createdBefore,
      @Parameter(
              schema =
                  @Schema(
                      type = STRING,
                      enumeration = {"createdAt", "-createdAt"},
                      defaultValue = "-createdAt"))
          @QueryParam("sort")
          @Nullable String sort) {
    int count = Limit.of(limit, 20);
    OrderQuery query = OrderQuery.of(status, createdFrom, createdBefore, sort, cursor);
    List<Order> found = orders.visible(OrderPolicy.sightOf(caller), query, count + 1);
    return Page.of(found, count, query::cursorAt).map(OrderView::of);
  }

  @POST
  @PermissionsAllowed("orders:write")
  @Operation(
      operationId = "placeOrder",
      summary = "Place an order",
      description =
          "With an Idempotency-Key, a repeat within 24 hours gets the first answer again and places"
              + " nothing.")
  @APIResponse(
      responseCode = "201",
      description = "Placed",
      content = @Content(schema = @Schema(implementation = OrderView.class)))
  @Parameter(
      name = "Idempotency-Key",
      in = ParameterIn.HEADER,
      schema = @Schema(type = STRING, minLength = 1, maxLength = 255))
  public Response place(@Context HttpHeaders headers, @NotNull @Valid NewOrder order) {
    IdempotencyKey key = IdempotencyKey.of(headers.getRequestHeader(IdempotencyKey.HEADER));
    Reply reply = placeOrder.place(caller, order, key);
    // Relative (RFC 9110 §10.2.2): an absolute one would repeat whatever Host the request claimed.
    return Response.status(Response.Status.CREATED)
        .header(HttpHeaders.LOCATION, reply.location())
        .header(HttpHeaders.ETAG, reply.etag())
        .header(HttpHeaders.CACHE_CONTROL, CACHING)
        .entity(reply.body())
        .build();
  }

  @GET
  @Path("/{id}")
  @PermissionsAllowed("orders:read")
  @Operation(operationId = "readOrder", summary = "One order")
  @APIResponse(
      responseCode = "200",
      description = "The order",
      content = @Content(schema = @Schema(implementation = OrderView.class)))
  @APIResponse(responseCode = "304", description = "As If-None-Match has it")
  public Response read(
      @PathParam("id") String id, @HeaderParam("If-None-Match") List<String> ifNoneMatch) {
    Order order =
        orders.visible(OrderPolicy.sightOf(caller), id).orElseThrow(OrdersResource::notFound);
    return EntityTags.known(ifNoneMatch, EntityTags.of(order))
        ? tagged(Response.notModified(), order).build()
        : tagged(Response.ok(OrderView.of(order)), order).build();
  }

  @POST
  @Path("/{id}/pay")
  @Consumes(MediaType.WILDCARD)
  @PermissionsAllowed("orders:write")
  @Staleness(max = "PT3S") // Money moves: sooner a 503 than a payment by who was turned away.
  @Operation(
      operationId = "payOrder",
      summary = "Pay for an order of yours that is placed",
      description = IF_MATCH)
  @APIResponse(
      responseCode = "200",
      description = "The order, paid",
      content = @Content(schema = @Schema(implementation = OrderView.class)))
  public Response pay(@PathParam("id") String id, @HeaderParam("If-Match") List<String> ifMatch) {
    return changed(id, OrderAct.PAY, ifMatch);
  }

  @POST
  @Path("/{id}/ship")
  @Consumes(MediaType.WILDCARD)
  @PermissionsAllowed("orders:write")
  @Operation(
      operationId = "shipOrder",
      summary = "Ship an order that is paid: administrators only",
      description = IF_MATCH)
  @APIResponse(
      responseCode = "200",
      description = "The order, shipped",
      content = @Content(schema = @Schema(implementation = OrderView.class)))
  public Response ship(@PathParam("id") String id, @HeaderParam("If-Match") List<String> ifMatch) {
    return changed(id, OrderAct.SHIP, ifMatch);
  }

  @POST
  @Path("/{id}/cancel")
  @Consumes(MediaType.WILDCARD)
  @PermissionsAllowed("orders:write")
  @Operation(
      operationId = "cancelOrder",
      summary = "Cancel an order that is not shipped",
      description = IF_MATCH)
  @APIResponse(
      responseCode = "200",
      description = "The order, cancelled",
      content = @Content(schema = @Schema(implementation = OrderView.class)))
  public Response cancel(
      @PathParam("id") String id, @HeaderParam("If-Match") List<String> ifMatch) {
    return changed(id, OrderAct.CANCEL, ifMatch);
  }

  private Response changed(String id, OrderAct act, List<String> ifMatch) {
    Order order = changeOrder.change(caller, id, act, ifMatch);
    return tagged(Response.ok(OrderView.of(order)), order).build();
  }

  /** The one answer to what isn't there and to what the caller may not see. */
  static ProblemException notFound() {
    return ErrorCode.NOT_FOUND.because("There is no such order.");
  }

  private static Response.ResponseBuilder tagged(Response.ResponseBuilder answer, Order order) {
    return answer
        .header(HttpHeaders.ETAG, EntityTags.of(order))
        .header(HttpHeaders.CACHE_CONTROL, CACHING);
  }
}
