package com.example.insights;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;

/** The app's pages. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
public class InsightsPages {

  private static final int SHOWN = 10;

  private final Connections connections;
  private final OrdersAccount account;
  private final Grants grants;
  private final RoutingContext request;

  InsightsPages(
      Connections connections, OrdersAccount account, Grants grants, RoutingContext request) {
    this.connections = connections;
    this.account = account;
    this.grants = grants;
    this.request = request;
  }

  /** A template for each page; what they show is escaped by Qute. */
  @CheckedTemplate
  static final class Templates {
    private Templates() {}

    static native TemplateInstance welcome(String notice);

    static native TemplateInstance orders(
        String person, Chart chart, List<Order> newest, String notice);

    static native TemplateInstance away();
  }

  @GET
  public TemplateInstance home() {
    return connection().map(connected -> orders(connected, "")).orElseGet(() -> welcome(""));
  }

  /** Quarkus OIDC sends whoever comes here to the consent page, and {@link Consent} back. */
  @GET
  @Path("connect")
  public Response connect() {
    return Response.seeOther(URI.create("/")).build();
  }

  /** Where Keycloak sends whoever said no. */
  @GET
  @Path("declined")
  public TemplateInstance declined() {
    return welcome("You did not agree, so nothing was connected.");
  }

  /** Not agreed to, so it is refused. An app that asks for less can lose less. */
  @POST
  @Path("orders/{id}/cancel")
  public TemplateInstance cancel(@RestPath String id, @RestForm long version) {
    return connection()
        .map(connected ->
            switch (account.cancel(connected, id, version)) {
              case Reply.Answer<String>(String cancelled) -> orders(connected, "It is cancelled.");
              case Reply.Refused<String>(int status, String challenge) ->
                  orders(
                      connected,
                      "orders-service refused to cancel it: %d %s".formatted(status, challenge));
              case Reply.Disconnected<String>() -> disconnected();
              case Reply.Away<String>() -> Templates.away();
            })
        .orElseGet(() -> welcome(""));
  }

  /** The person leaves by this app's own door: the tokens are given back (RFC 7009). */
  @POST
  @Path("disconnect")
  public Response disconnect() {
    connection().ifPresent(grants::giveBack);
    forget();
    return Response.seeOther(URI.create("/")).build();
  }

  private TemplateInstance orders(Connection connected, String notice) {
    return switch (account.orders(connected)) {
      case Reply.Answer<List<Order>>(List<Order> orders) ->
          Templates.orders(
              connected.person(), Chart.of(orders), orders.stream().limit(SHOWN).toList(), notice);
      // Not even reading is allowed any more, whoever it was that took it back.
      case Reply.Refused<List<Order>>(int status, String challenge)
          when status == 401 || status == 403 ->
          disconnected();
      case Reply.Refused<List<Order>> strange -> Templates.away();
      case Reply.Disconnected<List<Order>>() -> disconnected();
      case Reply.Away<List<Order>>() -> Templates.away();
    };
  }

  private TemplateInstance disconnected() {
    forget();
    return welcome("Your orders are no longer connected: you, or the shop, took the access back.");
  }

  private static TemplateInstance welcome(String notice) {
    return Templates.welcome(notice);
  }

  private Optional<Connection> connection() {
    return connections.find(ConnectionCookie.read(request));
  }

  private void forget() {
    connections.forget(ConnectionCookie.read(request));
    ConnectionCookie.clear(request);
  }
}
