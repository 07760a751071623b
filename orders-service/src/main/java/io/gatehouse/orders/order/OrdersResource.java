package io.gatehouse.orders.order;

import static org.eclipse.microprofile.openapi.annotations.enums.SchemaType.INTEGER;
import static org.eclipse.microprofile.openapi.annotations.enums.SchemaType.STRING;

import io.gatehouse.guard.caller.Caller;
import io.gatehouse.guard.problem.ErrorCode;
import io.gatehouse.guard.problem.ProblemException;
import io.gatehouse.guard.problem.Violation;
import io.gatehouse.orders.idempotency.FirstReplies.Reply;
import io.gatehouse.orders.idempotency.IdempotencyKey;
import io.gatehouse.orders.paging.Cursor;
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
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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

  private static final Cursor CURSOR = new Cursor("orders", 2);
  // Revalidated each time, and by this caller's cache only.
  private static final String CACHING = "private, no-cache";

  private final Caller caller;
  private final Orders orders;
  private final PlaceOrder placeOrder;
  private final CancelOrder cancelOrder;

  OrdersResource(Caller caller, Orders orders, PlaceOrder placeOrder, CancelOrder cancelOrder) {
    this.caller = caller;
    this.orders = orders;
    this.placeOrder = placeOrder;
    this.cancelOrder = cancelOrder;
  }

  @GET
  @PermissionsAllowed("orders:read")
  @Operation(operationId = "listOrders", summary = "The orders you may see, newest first")
  public Page<OrderView> list(
      @QueryParam("cursor") @Nullable String cursor,
      @Parameter(schema = @Schema(type = INTEGER, minimum = "1", maximum = "100"))
          @QueryParam("limit")
          @Nullable String limit,
      @Parameter(schema = @Schema(implementation = OrderStatus.class)) @QueryParam("status")
          @Nullable String status) {
    int count = Limit.of(limit, 20);
    List<Order> found =
        orders.visible(
            OrderPolicy.sightOf(caller),
            status == null ? null : statusOf(status),
            cursor == null ? null : positionOf(cursor),
            count + 1);
    return Page.of(found, count, OrdersResource::cursorAt).map(OrderView::of);
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
    IdempotencyKey key = IdempotencyKey.of(headers.getRequestHeader("Idempotency-Key"));
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
  @Path("/{id}/cancel")
  @Consumes(MediaType.WILDCARD)
  @PermissionsAllowed("orders:write")
  @Operation(
      operationId = "cancelOrder",
      summary = "Cancel an order that is not shipped",
      description = "If-Match must carry the ETag of the version that is meant.")
  @APIResponse(
      responseCode = "200",
      description = "The order, cancelled",
      content = @Content(schema = @Schema(implementation = OrderView.class)))
  public Response cancel(
      @PathParam("id") String id, @HeaderParam("If-Match") List<String> ifMatch) {
    Order order = cancelOrder.cancel(caller, id, ifMatch);
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

  private static OrderStatus statusOf(String label) {
    return OrderStatus.of(label)
        .orElseThrow(() ->
            new ProblemException(
                ErrorCode.VALIDATION_FAILED,
                "A query parameter is not valid.",
                List.of(new Violation("?status", "must be placed, paid, shipped or cancelled"))));
  }

  private static String cursorAt(Order order) {
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, order.createdAt());
    return CURSOR.write(Long.toString(micros), order.id());
  }

  private static Orders.Position positionOf(String cursor) {
    List<String> values = CURSOR.read(cursor);
    // Sixteen digits of microseconds reach to the year 2286 and fit PostgreSQL's range; longer ones
    // would be a fault of the database.
    if (!values.get(0).matches("[0-9]{1,16}") || !OrderId.isOne(values.get(1))) {
      throw Cursor.refused();
    }
    Instant createdAt = Instant.EPOCH.plus(Long.parseLong(values.get(0)), ChronoUnit.MICROS);
    return new Orders.Position(createdAt, values.get(1));
  }
}
