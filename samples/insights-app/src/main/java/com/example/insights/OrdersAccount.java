package com.example.insights;

import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Calls to orders-service in the name of whoever connected. */
@ApplicationScoped
class OrdersAccount {

  private static final int PAGES = 5;
  private static final int PAGE = 100;

  private final OrdersApi api;

  OrdersAccount(@RestClient OrdersApi api) {
    this.api = api;
  }

  /** The newest orders, {@value #PAGES} pages at most. */
  Reply<List<Order>> orders(Connection connection) {
    return call(
        connection,
        bearer -> {
          List<Order> orders = new ArrayList<>();
          String cursor = null;
          for (int page = 0; page == 0 || (page < PAGES && cursor != null); page++) {
            Order.Page next = api.list(bearer, PAGE, cursor);
            orders.addAll(next.items());
            cursor = next.nextCursor();
          }
          return orders;
        });
  }

  Reply<String> cancel(Connection connection, String id, long version) {
    return call(
        connection,
        bearer -> {
          api.cancel(bearer, "\"" + version + "\"", id);
          return id;
        });
  }

  /**
   * A 401 is tried once more with a new token: the old one may be turned away alone. That no new
   * one is given tells that the connection is over.
   */
  private <T> Reply<T> call(Connection connection, Function<String, T> call) {
    return switch (connection.current()) {
      case Renewal.Over() -> new Reply.Disconnected<>();
      case Renewal.Away() -> new Reply.Away<>();
      case Renewal.Renewed(Grant grant) -> {
        Reply<T> first = send(grant, call);
        yield first instanceof Reply.Refused<T>(int status, String challenge) && status == 401
            ? again(connection.insteadOf(grant), call)
            : first;
      }
    };
  }

  private static <T> Reply<T> again(Renewal renewal, Function<String, T> call) {
    return switch (renewal) {
      case Renewal.Over() -> new Reply.Disconnected<>();
      case Renewal.Away() -> new Reply.Away<>();
      case Renewal.Renewed(Grant grant) -> send(grant, call);
    };
  }

  private static <T> Reply<T> send(Grant grant, Function<String, T> call) {
    try {
      return new Reply.Answer<>(call.apply("Bearer " + grant.accessToken()));
    } catch (WebApplicationException refused) {
      int status = refused.getResponse().getStatus();
      if (status >= 500 || status == 429) {
        return new Reply.Away<>();
      }
      String challenge = refused.getResponse().getHeaderString("WWW-Authenticate");
      return new Reply.Refused<>(status, Objects.requireNonNullElse(challenge, ""));
    } catch (ProcessingException away) {
      Log.warnf("orders-service: %s", away.getMessage());
      return new Reply.Away<>();
    }
  }
}
